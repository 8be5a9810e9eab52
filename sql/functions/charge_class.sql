-- Which step of the attribution a charge belongs to (docs/allocation.md); the first that applies.
create function cost.charge_class(item bill.item, is_node boolean, is_volume boolean) returns text
language sql immutable parallel safe as
$$
    select case
        when item.allocated_method_id = 'aws-split-cost-allocation' then 'provider split'
        when item.charge_category = 'Tax' then 'tax'
        when item.charge_category = 'Credit' then 'credit'
        when item.extras ->> 'x_line_item_type' = 'Refund' then 'refund'
        when item.charge_class = 'Correction' and item.resource_key is null then 'refund'
        when item.commitment_discount_status = 'Unused' then 'unused commitment'
        when item.extras ->> 'x_line_item_type' = 'SavingsPlanNegation' then 'commitment negation'
        when item.charge_category = 'Purchase' and item.commitment_discount_id is not null then 'commitment purchase'
        when item.extras ->> 'x_line_item_type' like '%Discount' and item.resource_key is null then 'credit'
        when item.service_name ilike '%support%' and item.resource_key is null then 'support'
        when is_node and cost.is_traffic(item) then 'node network'
        when is_node and cost.is_local_disk(item) then 'node disk'
        when is_node then 'node'
        when is_volume then 'volume'
        when item.charge_category = 'Adjustment' and item.resource_key is null then 'adjustment'
        else 'direct'
    end
$$;

comment on function cost.charge_class(bill.item, boolean, boolean) is
    'Which step of the attribution a charge belongs to: provider split (no money of its own), tax, credit, refund, unused commitment, commitment negation, commitment purchase, support, node network, node disk, node, volume, adjustment or direct.';
