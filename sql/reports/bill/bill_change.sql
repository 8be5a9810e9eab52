-- What the current version of a bill changed against the version before it.
create view report.bill_change as
with

pairs as (

    select
        newer.source, newer.billing_account_id, newer.billing_month, newer.version,
        newer.delivery_id as new_id, older.delivery_id as old_id
    from bill.delivery as newer
    inner join bill.delivery as older
        on older.source = newer.source and older.billing_account_id = newer.billing_account_id
        and older.billing_period_started_at = newer.billing_period_started_at and older.version = newer.version - 1
    -- A version whose lines were given up has nothing to be compared with.
    where newer.state = 'current' and older.state <> 'pruned'

),

lines as (

    select
        pairs.source, pairs.billing_account_id, pairs.billing_month, pairs.version,
        delivery.delivery_id = pairs.new_id as is_new,
        item.billing_currency, item.service_name,
        coalesce(item.extras ->> 'x_line_item_type', item.charge_category) as line_type,
        charge.billed_cost, charge.effective_cost
    from pairs
    inner join bill.delivery as delivery on delivery.delivery_id in (pairs.new_id, pairs.old_id)
    inner join bill.charge as charge
        on charge.load_id = delivery.load_id and charge.period_number = delivery.period_number
    inner join bill.item as item on item.item_key = charge.item_key

),

sums as (

    select
        source, billing_account_id, billing_month, version, billing_currency, service_name, line_type,
        count(*) filter (where is_new) - count(*) filter (where not is_new) as charge_count_change,
        trim_scale(sum(case when is_new then billed_cost else -billed_cost end)) as billed_cost_change,
        trim_scale(sum(case when is_new then effective_cost else -effective_cost end)) as effective_cost_change
    from lines
    group by source, billing_account_id, billing_month, version, billing_currency, service_name, line_type

),

final as (

    select * from sums
    where charge_count_change <> 0 or billed_cost_change <> 0 or effective_cost_change <> 0

)

select * from final;

comment on view report.bill_change is
    'One row per restated bill, currency, service and line type that differ between its current version and the one before.';
comment on column report.bill_change.source is 'The bill''s source.';
comment on column report.bill_change.billing_account_id is 'FOCUS BillingAccountId: who pays.';
comment on column report.bill_change.billing_month is 'First day of the month whose bill it is.';
comment on column report.bill_change.version is 'The current version; it is compared with the one before.';
comment on column report.bill_change.billing_currency is 'The currency; amounts of two currencies are never added.';
comment on column report.bill_change.service_name is 'FOCUS ServiceName.';
comment on column report.bill_change.line_type is 'The provider''s line type, or the FOCUS charge category.';
comment on column report.bill_change.charge_count_change is 'Charges more or fewer.';
comment on column report.bill_change.billed_cost_change is 'Billed cost more or less.';
comment on column report.bill_change.effective_cost_change is 'Effective cost more or less.';
