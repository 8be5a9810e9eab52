-- What pods did on some days, as a basis of distributions: hours of pods, hours with a sidecar, requests; by machine.
create function usage.machine_basis(of_basis text, from_date date, to_date date)
returns table (
    resource_key text, usage_date date, cluster text, namespace text, tenant text, tier text, commit text, owner text,
    quantity numeric
)
language sql stable as
$$
    select
        pods.resource_key, pods.usage_date, pods.cluster, pods.namespace, label.tenant, label.tier, label.commit, label.owner,
        sum(case of_basis
            when 'pods' then 1
            when 'sidecars' then case when pods.sidecar_cpu_requested_core_microseconds + pods.sidecar_cpu_used_core_microseconds
                + pods.sidecar_memory_requested_byte_seconds + pods.sidecar_memory_used_byte_seconds > 0 then 1 else 0 end
            when 'requested cpu' then pods.cpu_requested_core_microseconds
            when 'requested memory' then pods.memory_requested_byte_seconds
        end::numeric)
    from usage.pod_hour as pods
    left join lateral (
        select stored.tenant, stored.tier, stored.commit, stored.owner
        from usage.cost_label as stored
        where stored.cluster = pods.cluster and stored.pod_key = pods.pod_key
        order by
            stored.from_at <= (pods.usage_date::timestamp + make_interval(hours => pods.hour)) at time zone 'UTC' desc,
            case when stored.from_at <= (pods.usage_date::timestamp + make_interval(hours => pods.hour)) at time zone 'UTC'
                then stored.from_at end desc,
            stored.from_at
        limit 1
    ) as label on true
    where pods.usage_date >= from_date and pods.usage_date < to_date
        and of_basis in ('pods', 'sidecars', 'requested cpu', 'requested memory')
    group by
        pods.resource_key, pods.usage_date, pods.cluster, pods.namespace, label.tenant, label.tier, label.commit, label.owner
    having sum(pods.cpu_requested_core_microseconds) is not null
$$;

comment on function usage.machine_basis(text, date, date) is
    'What pods did from one day to before another, by machine, cluster, namespace and the labels at the start of each hour: pods and sidecars in hours, requested cpu in core microseconds, requested memory in byte seconds.';

create function usage.basis(of_basis text, from_date date, to_date date)
returns table (
    usage_date date, cluster text, namespace text, tenant text, tier text, commit text, owner text, quantity numeric
)
language sql stable as
$$
    select done.usage_date, done.cluster, done.namespace, done.tenant, done.tier, done.commit, done.owner, sum(done.quantity)
    from usage.machine_basis(of_basis, from_date, to_date) as done
    group by done.usage_date, done.cluster, done.namespace, done.tenant, done.tier, done.commit, done.owner
$$;

comment on function usage.basis(text, date, date) is 'As usage.machine_basis, of all machines together.';
