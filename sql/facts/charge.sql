-- Lines whole: what repeats another column is put back (bill.stored_charge).
create view bill.charge as
select
    load_id, period_number, file_number, row_number, part, item_key,
    case when resource_id is not null then coalesce(resource_key, resource_id) end as resource_key,
    usage_date, hour,
    coalesce(
        charge_period_started_at,
        timestamptz '2000-01-01 00:00:00+00' + ((usage_date - date '2000-01-01') * 24 + hour) * interval '1 hour'
    ) as charge_period_started_at,
    coalesce(
        charge_period_ended_at,
        timestamptz '2000-01-01 00:00:00+00' + ((usage_date - date '2000-01-01') * 24 + hour + 1) * interval '1 hour'
    ) as charge_period_ended_at,
    consumed_quantity,
    case when repeats & 4 = 0 then pricing_quantity else consumed_quantity end as pricing_quantity,
    commitment_discount_quantity, billed_cost,
    coalesce(effective_cost, billed_cost) as effective_cost,
    case when repeats & 1 = 0 then contracted_cost else billed_cost end as contracted_cost,
    case when repeats & 2 = 0 then list_cost else billed_cost end as list_cost,
    pricing_currency_effective_cost, provider_split_cost, provider_unused_cost, resource_id
from bill.stored_charge;

comment on view bill.charge is 'One row per charge: a line of a bill, or a part of one.';
comment on column bill.charge.load_id is 'The load it came with.';
comment on column bill.charge.period_number is 'Which of the load''s deliveries, that is account and billing period, from 1.';
comment on column bill.charge.file_number is 'The file within the load.';
comment on column bill.charge.row_number is 'The data row within the file, from 1; the header is not counted.';
comment on column bill.charge.part is '0, or 1 and 2 where one row says two things (a commitment''s fee and what of it went unused).';
comment on column bill.charge.item_key is 'What is charged: bill.item.';
comment on column bill.charge.resource_key is 'The key of resource_id; null where the item names the resource, or nothing does.';
comment on column bill.charge.usage_date is 'The UTC day the charge period starts on.';
comment on column bill.charge.hour is 'The UTC hour where the charge period is exactly one, else null.';
comment on column bill.charge.charge_period_started_at is 'FOCUS ChargePeriodStart, UTC.';
comment on column bill.charge.charge_period_ended_at is 'FOCUS ChargePeriodEnd, UTC, exclusive.';
comment on column bill.charge.consumed_quantity is 'FOCUS ConsumedQuantity.';
comment on column bill.charge.pricing_quantity is 'FOCUS PricingQuantity.';
comment on column bill.charge.commitment_discount_quantity is 'FOCUS CommitmentDiscountQuantity.';
comment on column bill.charge.billed_cost is 'FOCUS BilledCost: what is invoiced.';
comment on column bill.charge.effective_cost is 'FOCUS EffectiveCost: after amortising commitments.';
comment on column bill.charge.contracted_cost is 'FOCUS ContractedCost, null where the bill has none.';
comment on column bill.charge.list_cost is 'FOCUS ListCost, null where the bill has none.';
comment on column bill.charge.pricing_currency_effective_cost is 'FOCUS PricingCurrencyEffectiveCost, in the item''s pricing currency.';
comment on column bill.charge.provider_split_cost is 'The provider''s own split of another line''s cost; never added to the bill.';
comment on column bill.charge.provider_unused_cost is 'What of provider_split_cost the container did not use itself: its part of the machine''s idle capacity; null where there is none.';
comment on column bill.charge.resource_id is 'FOCUS ResourceId where it is the line''s and not the item''s: the machine of which AWS'' split cost allocation gives a container its part.';
