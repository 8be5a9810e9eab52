-- What pods counted for on their days: core hours and GiB hours by the policy, of the share's hour or of the whole day.
-- Where a pod's labels changed it is divided as the ledger divided its cost.
with

measured as (

    select
        share.share,
        sum(case share.kind
            when 'cpu' then case policy.split
                when 'requested' then pods.cpu_requested_core_microseconds
                when 'used' then pods.cpu_used_core_microseconds
                else greatest(pods.cpu_requested_core_microseconds, pods.cpu_used_core_microseconds)
            end / 3600000000.0
            else case policy.split
                when 'requested' then pods.memory_requested_byte_seconds
                when 'used' then pods.memory_used_byte_seconds
                else greatest(pods.memory_requested_byte_seconds, pods.memory_used_byte_seconds)
            end / 3865470566400.0
        end) as quantity
    from focus_share as share
    inner join usage.pod_hour as pods
        on pods.resource_key = share.resource_key and pods.usage_date = share.usage_date
        and pods.cluster = share.cluster and pods.pod_key = share.pod_key
        and (share.hour is null or pods.hour = share.hour)
    cross join org.allocation_policy as policy
    where share.kind in ('cpu', 'memory') and share.pod_key is not null
    group by share.share

),

siblings as (

    select
        share.share, measured.quantity, share.effective_cost,
        sum(share.effective_cost) over same_pod as pod_cost,
        count(*) over same_pod as labels
    from measured
    inner join focus_share as share on share.share = measured.share
    window same_pod as (partition by share.group_key, share.hour, share.cluster, share.pod_key, share.kind)

),

final as (

    select
        share,
        case when labels = 1 then quantity else quantity * effective_cost / nullif(pod_cost, 0) end as quantity
    from siblings

)

update focus_share as share
set usage_unit = case share.kind when 'cpu' then 'vCPU-Hours' else 'GiB-Hours' end,
    usage_quantity = trim_scale(round(final.quantity, 9))
from final
where final.share = share.share and final.quantity is not null
