-- Loads all of whose versions may give up their lines on the day $3 ends: superseded, not among the $1 newest superseded
-- versions of their bill, superseded at least $2 days ago, and neither published nor frozen by a closing that holds.
with

versions as (

    select
        delivery.delivery_id, delivery.load_id, delivery.state,
        -- 1 for the newest superseded version, and when the version behind it came.
        count(*) filter (where delivery.state <> 'current') over newer as age,
        lag(load.loaded_at) over newer as superseded_at
    from bill.delivery as delivery
    inner join bill.load as load on load.load_id = delivery.load_id
    window newer as (
        partition by delivery.source, delivery.billing_account_id, delivery.billing_period_started_at
        order by delivery.version desc
    )

),

needed as (

    select unnest(delivery_ids) as delivery_id
    from cost.period
    union
    select (frozen ->> 'delivery_id')::bigint
    from cost.closing as closing
    cross join lateral jsonb_array_elements(closing.inputs -> 'deliveries') as frozen
    where closing.closing_id = cost.closing_of(closing.billing_month)

),

judged as (

    select
        versions.load_id,
        versions.state = 'pruned' as is_pruned,
        versions.state = 'superseded' and versions.age > $1::integer
        and versions.superseded_at < $3::timestamptz - make_interval(days => $2::integer)
        and not exists (select 1 from needed where needed.delivery_id = versions.delivery_id) as may_go
    from versions

),

final as (

    select load_id
    from judged
    group by load_id
    having bool_and(may_go or is_pruned) and bool_or(may_go)

)

select * from final
order by load_id
