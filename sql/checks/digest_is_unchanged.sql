-- I-8: the published rows are those that were published; nobody has edited one, be it by 10⁻¹².
with

hashes as (

    -- An offset, so that each row is put into words once.
    select billing_month, md5(day::text) as row_hash
    from cost.day as day
    where billing_month = coalesce($1::date, billing_month)
    offset 0

),

recomputed as (

    select
        billing_month,
        encode(sha256(convert_to(
            count(*) || ':' || coalesce(sum(('x' || substr(row_hash, 1, 15))::bit(60)::bigint), 0)
            || ':' || coalesce(sum(('x' || substr(row_hash, 16, 15))::bit(60)::bigint), 0), 'UTF8'
        )), 'hex') as digest
    from hashes
    group by billing_month

)

select period.billing_month, period.digest as published_digest, recomputed.digest as digest_now
from cost.period as period
left join recomputed using (billing_month)
where period.billing_month = coalesce($1::date, period.billing_month)
    and recomputed.digest is distinct from period.digest
order by period.billing_month
limit 100
