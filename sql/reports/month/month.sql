-- Which months there are, and how they stand.
create view report.month as
with

bills as (

    select billing_month, array_agg(delivery_id order by delivery_id) as delivery_ids, sum(row_count) as row_count
    from bill.delivery
    where state = 'current'
    group by billing_month

),

periods as (

    select billing_month, state, digest, published_at, delivery_ids from cost.period

),

final as (

    select
        coalesce(bills.billing_month, periods.billing_month) as billing_month,
        coalesce(periods.state, 'unpublished') as state,
        coalesce(periods.state = 'closed' or periods.delivery_ids = bills.delivery_ids, false) as is_current,
        coalesce(bills.row_count, 0) as row_count,
        periods.digest,
        periods.published_at
    from bills
    full join periods on periods.billing_month = bills.billing_month

)

select * from final;

comment on view report.month is 'One row per month that has a bill or is published.';
comment on column report.month.billing_month is 'First day of the month.';
comment on column report.month.state is 'unpublished where the bill has not been allocated yet; else open, provisional or closed.';
comment on column report.month.is_current is 'Whether what is published was made from the bill''s current versions; a closed month is, as what came later is adjusted in the next open one.';
comment on column report.month.row_count is 'Data rows of the current bills.';
comment on column report.month.digest is 'Digest of the published rows, whatever their order; null where nothing is published.';
comment on column report.month.published_at is 'When it was published; null where nothing is.';
