-- The rows of the export with all their words: the columns of FOCUS 1.3 and 1.4, then ours.
create temp view focus_row as
with

consumers as (

    select
        share,
        -- Pods by their uid, groups by their namespace or team; what nobody bears has none.
        coalesce(pod_key, cluster || '/' || namespace, namespace, 'team/' || team) as resource_id,
        coalesce(pod, namespace, team) as resource_name,
        jsonb_strip_nulls(jsonb_build_object(
            'tenant', tenant, 'tier', tier, 'commit', commit, 'owner', owner, 'team', team
        )) as tags,
        cluster, namespace, tenant, tier, commit, owner, team, is_shared, reason
    from focus_share

)

select
    line.line as place_of_line,
    split.consumer as place_of_consumer,
    case when split.is_split then jsonb_build_object('Elements', split.elements)::text
        else item.allocated_method_details end as allocated_method_details,
    case when split.is_split then 'chargeback/1' else item.allocated_method_id end as allocated_method_id,
    case when split.is_split then consumer.resource_id else item.allocated_resource_id end as allocated_resource_id,
    case when split.is_split then consumer.resource_name else item.allocated_resource_name end as allocated_resource_name,
    case when split.is_split then cost.tags_beyond(consumer.tags, item.tags)::text else item.allocated_tags end as allocated_tags,
    item.availability_zone,
    trim_scale(split.billed_cost) as billed_cost,
    line.billing_account_id as billing_account_id,
    item.billing_account_name,
    coalesce(item.billing_account_type, 'Billing Account') as billing_account_type,
    item.billing_currency,
    cost.focus_instant(line.billing_period_ended_at) as billing_period_end,
    cost.focus_instant(line.billing_period_started_at) as billing_period_start,
    item.capacity_reservation_id, item.capacity_reservation_status, item.charge_category, item.charge_class,
    item.charge_description,
    coalesce(
        item.charge_frequency, case item.charge_category when 'Usage' then 'Usage-Based' else 'One-Time' end
    ) as charge_frequency,
    cost.focus_instant(line.charge_period_ended_at) as charge_period_end,
    cost.focus_instant(line.charge_period_started_at) as charge_period_start,
    item.commitment_discount_category, item.commitment_discount_id, item.commitment_discount_name,
    trim_scale(split.commitment_discount_quantity) as commitment_discount_quantity,
    item.commitment_discount_status, item.commitment_discount_type,
    case when line.commitment_discount_quantity is not null then item.commitment_discount_unit end as commitment_discount_unit,
    item.commitment_program_eligibility_details,
    trim_scale(split.consumed_quantity) as consumed_quantity,
    case when line.consumed_quantity is not null then item.consumed_unit end as consumed_unit,
    item.contract_applied,
    case when line.has_contracted_cost then trim_scale(split.contracted_cost)
        else cost.focus_cost(item.contracted_unit_price, split.pricing_quantity, split.billed_cost, item.charge_class)
    end as contracted_cost,
    item.contracted_unit_price,
    trim_scale(split.effective_cost) as effective_cost,
    item.host_provider_name, item.invoice_detail_id, item.invoice_id,
    coalesce(item.invoice_issuer_name, item.service_provider_name, item.provider_name) as invoice_issuer_name,
    case when line.has_list_cost then trim_scale(split.list_cost)
        else cost.focus_cost(item.list_unit_price, split.pricing_quantity, split.billed_cost, item.charge_class)
    end as list_cost,
    item.list_unit_price, item.pricing_category,
    coalesce(item.pricing_currency, item.billing_currency) as pricing_currency,
    item.pricing_currency_contracted_unit_price,
    -- A bill that names no pricing currency is priced in the one it is billed in.
    trim_scale(coalesce(
        split.pricing_currency_effective_cost, case when item.pricing_currency is null then split.effective_cost end
    )) as pricing_currency_effective_cost,
    item.pricing_currency_list_unit_price,
    trim_scale(split.pricing_quantity) as pricing_quantity,
    case when line.pricing_quantity is not null then item.pricing_unit end as pricing_unit,
    coalesce(item.provider_name, item.service_provider_name) as provider_name,
    coalesce(item.publisher_name, item.host_provider_name, item.service_provider_name) as publisher_name,
    item.region_id, item.region_name, coalesce(line.resource_id, item.resource_id) as resource_id, item.resource_name, item.resource_type,
    coalesce(item.service_category, 'Other') as service_category,
    item.service_name,
    coalesce(item.service_provider_name, item.provider_name) as service_provider_name,
    coalesce(
        item.service_subcategory, 'Other (' || coalesce(item.service_category, 'Other') || ')'
    ) as service_subcategory,
    item.sku_id, item.sku_meter, item.sku_price_details, item.sku_price_id,
    item.sub_account_id, item.sub_account_name, item.sub_account_type,
    nullif(item.tags, '{}')::text as tags,
    line.origin as x_origin_id,
    consumer.team as x_team,
    consumer.tenant as x_tenant,
    consumer.tier as x_tier,
    consumer.commit as x_commit,
    consumer.owner as x_owner,
    consumer.cluster as x_cluster,
    consumer.namespace as x_namespace,
    split.kinds as x_kind,
    consumer.is_shared::text as x_is_shared,
    consumer.reason as x_reason,
    -- Which of the costs the bill lacks, so that nobody takes them for its own.
    nullif(concat_ws(
        ' ', case when not line.has_contracted_cost then 'ContractedCost' end, case when not line.has_list_cost then 'ListCost' end
    ), '') as x_costs_by_rule,
    nullif(
        item.extras || case when split.is_split and item.allocated_method_id is not null then jsonb_build_object(
            'AllocatedMethodId', item.allocated_method_id, 'AllocatedResourceId', item.allocated_resource_id
        ) else '{}' end, '{}'
    )::text as x_provider_columns
from focus_split as split
inner join focus_line as line on line.line = split.line
inner join bill.item as item on item.item_key = line.item_key
left join consumers as consumer on consumer.share = split.share
cross join focus_scope as scope
where scope.team is null or consumer.team = scope.team
