-- Notes that month $1 is published: from inputs with digest $2, by run $3. The digest of the rows does not depend on their order.
insert into cost.period (billing_month, state, input_sha256, digest, run_id, published_at, delivery_ids, configuration_sha256)
select
    $1::date,
    'open',
    $2,
    (
        select encode(sha256(convert_to(
            count(*) || ':' || coalesce(sum(('x' || substr(row_hash, 1, 15))::bit(60)::bigint), 0)
            || ':' || coalesce(sum(('x' || substr(row_hash, 16, 15))::bit(60)::bigint), 0), 'UTF8'
        )), 'hex')
        from (
            select md5(day::text) as row_hash
            from cost.day as day
            where day.billing_month = $1::date
        ) as hashes
    ),
    $3::bigint,
    clock_timestamp(),
    (
        select array_agg(delivery_id order by delivery_id)
        from bill.delivery
        where billing_month = $1::date and state = 'current'
    ),
    (select configuration_sha256 from org.allocation_policy)
on conflict (billing_month) do update set
    input_sha256 = excluded.input_sha256,
    digest = excluded.digest,
    run_id = excluded.run_id,
    published_at = excluded.published_at,
    delivery_ids = excluded.delivery_ids,
    configuration_sha256 = excluded.configuration_sha256
