-- The provider's own split of machines among pods beside ours: a cross-check whose money is never added to the bill.
create view report.provider_split as
with

lines as (

    select
        -- A line of AWS' split names its machine itself, not by its words.
        delivery.billing_month, charge.usage_date, item.billing_currency,
        coalesce(
            charge.resource_key, item.resource_key, 'charge:' || charge.file_number || ':' || charge.row_number
        ) as resource_key,
        -- The pod's ARN ends in cluster, namespace, name and uid; of other ids the last part.
        substring(item.allocated_resource_id from '[^/]+$') as pod_key,
        substring(item.allocated_resource_id from '^arn:[^:]*:eks:[^:]*:[^:]*:pod/[^/]+/([^/]+)/') as namespace,
        coalesce(charge.provider_split_cost, charge.effective_cost) as provider_cost
    from bill.charge as charge
    inner join bill.delivery as delivery
        on delivery.load_id = charge.load_id and delivery.period_number = charge.period_number
    inner join bill.item as item on item.item_key = charge.item_key
    where delivery.state = 'current' and item.allocated_resource_id is not null

),

provider as (

    select billing_month, usage_date, resource_key, billing_currency, pod_key, min(namespace) as namespace, sum(provider_cost) as provider_cost
    from lines
    group by billing_month, usage_date, resource_key, billing_currency, pod_key

),

ours as (

    select
        billing_month, usage_date, resource_key, billing_currency, pod_key, min(namespace) as namespace, min(pod) as pod,
        min(team) as team, sum(effective_cost) as allocated_cost
    from report.allocation
    where not is_shared and pod_key is not null and kind in ('cpu', 'memory', 'gpu')
        and (billing_month, resource_key) in (select billing_month, resource_key from provider)
    group by billing_month, usage_date, resource_key, billing_currency, pod_key

),

final as (

    select
        coalesce(provider.billing_month, ours.billing_month) as billing_month,
        coalesce(provider.usage_date, ours.usage_date) as usage_date,
        coalesce(provider.resource_key, ours.resource_key) as resource_key,
        coalesce(provider.billing_currency, ours.billing_currency) as billing_currency,
        coalesce(ours.namespace, provider.namespace) as namespace,
        ours.pod,
        coalesce(provider.pod_key, ours.pod_key) as pod_key,
        ours.team,
        provider.provider_cost,
        ours.allocated_cost
    from provider
    full join ours
        on ours.billing_month = provider.billing_month and ours.usage_date = provider.usage_date
        and ours.resource_key = provider.resource_key and ours.billing_currency = provider.billing_currency
        and ours.pod_key = provider.pod_key

)

select
    billing_month, usage_date, resource_key, billing_currency, namespace, pod, pod_key, team,
    trim_scale(provider_cost) as provider_cost, trim_scale(allocated_cost) as allocated_cost,
    trim_scale(coalesce(allocated_cost, 0) - coalesce(provider_cost, 0)) as difference,
    trim_scale(coalesce(provider_cost, 0) / nullif(sum(provider_cost) over machine, 0)
        - coalesce(allocated_cost, 0) / nullif(sum(allocated_cost) over machine, 0)) as share_difference
from final
window machine as (partition by billing_month, usage_date, resource_key, billing_currency);

comment on view report.provider_split is 'One row per month, day, machine, currency and pod that the provider or we gave a part of the machine: both parts. The provider''s never counts; idle capacity is in its parts, in ours not.';
comment on column report.provider_split.billing_month is 'First day of the month.';
comment on column report.provider_split.usage_date is 'The UTC day.';
comment on column report.provider_split.resource_key is 'The machine.';
comment on column report.provider_split.billing_currency is 'The currency.';
comment on column report.provider_split.namespace is 'The pod''s namespace.';
comment on column report.provider_split.pod is 'The pod''s name; null where we have none.';
comment on column report.provider_split.pod_key is 'The pod''s uid, as the provider or we know it.';
comment on column report.provider_split.team is 'The team that bears our part.';
comment on column report.provider_split.provider_cost is 'What the provider gives the pod: AWS'' split and unused cost, FOCUS'' allocated charge; null where it gives none.';
comment on column report.provider_split.allocated_cost is 'What we give it directly: CPU, memory and GPU; null where we give none.';
comment on column report.provider_split.difference is 'Ours less the provider''s.';
comment on column report.provider_split.share_difference is 'The pod''s part of all that the provider gives of the machine and day, less its part of all that we give: what idle capacity does not blur.';
