-- What each pod caused of machines, volumes and what serves clusters, day by day: the ledger's finest stored sums.
create view report.pod_day as
select
    pods.billing_month, pods.usage_date, pods.billing_currency, consumer.cluster, consumer.namespace, consumer.workload,
    consumer.pod, consumer.pod_key, consumer.tenant, consumer.tier, consumer.commit, consumer.owner, pods.team,
    pods.cpu_effective_cost, pods.memory_effective_cost,
    pods.billed_cost, pods.effective_cost, pods.contracted_cost, pods.list_cost
from cost.pod_day as pods
inner join cost.consumer as consumer
    on consumer.billing_month = pods.billing_month and consumer.part = pods.part and consumer.consumer = pods.consumer
    and consumer.valid_from <= pods.usage_date and consumer.valid_to > pods.usage_date;

comment on view report.pod_day is
    'One row per UTC day, pod between two changes of its labels (or claim without one) and currency: its direct cost; shares of common pots are their namespace''s, in report.day. Large: give billing_month and days.';
comment on column report.pod_day.billing_month is 'First day of the month whose bill it is from.';
comment on column report.pod_day.usage_date is 'The UTC day.';
comment on column report.pod_day.billing_currency is 'The currency; amounts of two currencies are never added.';
comment on column report.pod_day.cluster is 'The cluster.';
comment on column report.pod_day.namespace is 'The namespace.';
comment on column report.pod_day.workload is 'The controller, e.g. Deployment/api, or null.';
comment on column report.pod_day.pod is 'The pod''s name; null for a claim that no pod is known to mount.';
comment on column report.pod_day.pod_key is 'The pod''s uid; namespace/name where no export says it.';
comment on column report.pod_day.tenant is 'For whom it was spent, or null.';
comment on column report.pod_day.tier is 'At which service tier, or null.';
comment on column report.pod_day.commit is 'Which version of the code, or null.';
comment on column report.pod_day.owner is 'Who answers for it, or null.';
comment on column report.pod_day.team is 'The team that bears it; null where none is found.';
comment on column report.pod_day.cpu_effective_cost is 'Of the effective cost, the part of machines'' processors.';
comment on column report.pod_day.memory_effective_cost is 'Of the effective cost, the part of machines'' memory.';
comment on column report.pod_day.billed_cost is 'Billed cost: what is invoiced.';
comment on column report.pod_day.effective_cost is 'Effective cost: after spreading prepaid commitments over their use.';
comment on column report.pod_day.contracted_cost is 'Contracted cost: at contracted prices, as far as the bill has them.';
comment on column report.pod_day.list_cost is 'List cost: at list prices, as far as the bill has them.';
