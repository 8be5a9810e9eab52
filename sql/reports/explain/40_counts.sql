-- What each pod counts on a machine between two moments: by the month's policy, divided by time where labels change.
create function report.explain_counts(
    month date, resource text, from_at timestamptz, to_at timestamptz, is_volume boolean default false
)
returns table (
    cluster text, namespace text, pod text, pod_key text, tenant text, tier text, commit text, owner text,
    cpu_requested numeric, cpu_used numeric, cpu numeric, memory_requested numeric, memory_used numeric, memory numeric
)
language sql stable as
$$
    with

    policy as materialized (

        select cost.rules_of($1) -> 'policy' ->> 'split' as split

    ),

    hours as (

        select
            pods.cluster, pods.namespace, pods.pod, pods.pod_key,
            (pods.usage_date::timestamp + make_interval(hours => pods.hour)) at time zone 'UTC' as hour_at,
            pods.cpu_requested_core_microseconds::numeric as cpu_requested, pods.cpu_used_core_microseconds::numeric as cpu_used,
            case policy.split
                when 'requested' then pods.cpu_requested_core_microseconds
                when 'used' then pods.cpu_used_core_microseconds
                else greatest(pods.cpu_requested_core_microseconds, pods.cpu_used_core_microseconds)
            end::numeric as cpu,
            pods.memory_requested_byte_seconds::numeric as memory_requested, pods.memory_used_byte_seconds::numeric as memory_used,
            case policy.split
                when 'requested' then pods.memory_requested_byte_seconds
                when 'used' then pods.memory_used_byte_seconds
                else greatest(pods.memory_requested_byte_seconds, pods.memory_used_byte_seconds)
            end::numeric as memory
        from usage.pod_hour as pods
        cross join policy
        where not $5 and pods.resource_key = $2
            and (pods.usage_date::timestamp + make_interval(hours => pods.hour)) at time zone 'UTC' > $3 - interval '1 hour'
            and (pods.usage_date::timestamp + make_interval(hours => pods.hour)) at time zone 'UTC' < $4

    ),

    -- Each hour with the labels that hold in it; where none does, the nearest before it, else after it.
    spells as (

        select
            hours.*, label.tenant, label.tier, label.commit, label.owner,
            coalesce(label.upto, 0) as upto, coalesce(label.before, 0) as before, coalesce(label.whole, 0) as whole
        from hours
        left join lateral (
            select
                overlapping.*, sum(seconds) over () as whole,
                sum(seconds) over (order by from_at) as upto,
                sum(seconds) over (order by from_at) - seconds as before
            from (
                select
                    stored.*,
                    greatest(extract(epoch from
                        least(stored.to_at, hours.hour_at + interval '1 hour') - greatest(stored.from_at, hours.hour_at)
                    ), 0) as seconds,
                    count(*) over () as label_count,
                    row_number() over (
                        order by
                            stored.from_at < hours.hour_at + interval '1 hour' and stored.to_at > hours.hour_at desc,
                            stored.from_at <= hours.hour_at desc,
                            case when stored.from_at <= hours.hour_at then stored.from_at end desc, stored.from_at
                    ) as place
                from usage.cost_label as stored
                where stored.cluster = hours.cluster and stored.pod_key = hours.pod_key
            ) as overlapping
            where overlapping.label_count = 1 or overlapping.seconds > 0 or overlapping.place = 1
        ) as label on true

    )

    select
        cluster, min(namespace), min(pod), pod_key, tenant, tier, commit, owner,
        sum(cpu_requested), sum(cpu_used),
        sum(case when whole = 0 then cpu else div(cpu * upto, whole) - div(cpu * before, whole) end),
        sum(memory_requested), sum(memory_used),
        sum(case when whole = 0 then memory else div(memory * upto, whole) - div(memory * before, whole) end)
    from spells
    group by cluster, pod_key, tenant, tier, commit, owner
    union all
    select
        mount.cluster, mount.namespace, mount.pod, mount.pod_key, mount.tenant, mount.tier, mount.commit, mount.owner,
        null, null, mount.microseconds, null, null, 0
    from report.explain_mounts($2, $3, $4) as mount
    where $5
$$;

comment on function report.explain_counts(date, text, timestamptz, timestamptz, boolean) is
    'What each pod counts on a machine between two moments, in core microseconds and byte seconds: requested and used as measured, cpu and memory as the month''s policy counts them. Of a volume, cpu is how many microseconds it was mounted.';
