-- A published month of :pods pods: a row of the daily mart per pod and day, as publish would leave it. Psql runs it.
-- Teams own namespaces, namespaces have workloads, workloads have commits, so that the dimensions hang together as they do in life.
insert into cost.day (
    billing_month, source, usage_date, billing_currency, kind, rule, is_shared, reason, billing_account_id,
    sub_account_id, service_name, cluster, namespace, workload, tenant, tier, commit, owner, team,
    billed_cost, effective_cost, contracted_cost, list_cost
)
select
    '2026-10-01', 'bench', date '2026-10-01' + day, 'USD', (array['cpu', 'memory', 'idle'])[1 + pod % 3], 'node',
    pod % 3 = 2, null, '999999999999', 'account-' || pod % 7, 'Service ' || pod % 11, 'cluster-' || pod % 5,
    'namespace-' || pod % 400, 'Deployment/workload-' || pod % 8000, 'tenant-' || pod % 20,
    (array['gold', 'silver', 'bronze'])[1 + pod % 3], md5((pod % 2000)::text), 'owner-' || pod % 300,
    case when pod % 41 < 40 then 'team-' || pod % 40 end,
    cost, cost * 0.9, cost * 0.95, cost * 1.4
from generate_series(0, :pods - 1) as pod
cross join generate_series(0, 29) as day
cross join lateral (select (0.000001 * (1 + (pod * 7919 + day * 104729) % 1000003))::numeric as cost) as costs;

insert into cost.period (billing_month, state, input_sha256, digest, run_id, published_at, delivery_ids)
values ('2026-10-01', 'open', 'bench', 'bench', null, now(), '{}');
