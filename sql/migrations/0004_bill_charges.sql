-- Each line's money. A partition per load: filled in the transaction that makes it, dropped whole.
create table bill.charge (
    load_id bigint not null,
    period_number smallint not null,
    file_number integer not null,
    row_number bigint not null,
    part smallint not null,
    item_key uuid not null,
    resource_key text not null,
    usage_date date not null,
    hour smallint,
    charge_period_started_at timestamptz not null,
    charge_period_ended_at timestamptz not null,
    consumed_quantity numeric,
    pricing_quantity numeric,
    commitment_discount_quantity numeric,
    billed_cost numeric not null,
    effective_cost numeric not null,
    contracted_cost numeric,
    list_cost numeric,
    pricing_currency_effective_cost numeric,
    provider_split_cost numeric,
    constraint charge_period check (charge_period_started_at <= charge_period_ended_at),
    constraint charge_money_is_exact check (
        scale(billed_cost) <= 28 and scale(effective_cost) <= 28
        and coalesce(scale(contracted_cost) <= 28, true) and coalesce(scale(list_cost) <= 28, true)
    )
) partition by list (load_id);

comment on table bill.charge is 'One row per charge: a line of a bill, or a part of one.';
comment on column bill.charge.load_id is 'The load it came with.';
comment on column bill.charge.period_number is 'Which of the load''s deliveries, that is account and billing period, from 1.';
comment on column bill.charge.file_number is 'The file within the load.';
comment on column bill.charge.row_number is 'The data row within the file, from 1; the header is not counted.';
comment on column bill.charge.part is '0, or 1 and 2 where one row says two things (a commitment''s fee and what of it went unused).';
comment on column bill.charge.item_key is 'What is charged: bill.item.';
comment on column bill.charge.resource_key is 'The resource''s key; charge: with file and row for a line without a resource.';
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
