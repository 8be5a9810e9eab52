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

-- The month before: the same pods at other costs, and a tenth of them gone, so that there is a change to explain.
insert into cost.day
select
    '2026-09-01', source, date '2026-09-01' + (usage_date - date '2026-10-01'), billing_currency, kind, rule, is_shared, reason,
    billing_account_id, sub_account_id, service_name, cluster, namespace, workload, tenant, tier, commit, owner, team,
    billed_cost * 0.93, effective_cost * 0.93, contracted_cost * 0.93, list_cost * 0.93
from cost.day
where billing_month = '2026-10-01' and usage_date < '2026-10-31' and owner <> 'owner-7';

-- The bill that they are held against.
insert into bill.load (source, format) values ('bench', 'bench');
insert into bill.delivery (
    load_id, period_number, source, billing_account_id, billing_period_started_at, billing_period_ended_at, billing_month,
    version, state, content_sha256, row_count, charge_count
)
select
    (select max(load_id) from bill.load), row_number() over (order by month), 'bench', '999999999999',
    month, month + interval '1 month', month, 1, 'current', 'bench', 1, 1
from (values (timestamp '2026-09-01'), (timestamp '2026-10-01')) as months (month);
insert into bill.delivery_total (
    delivery_id, billing_currency, billed_cost, effective_cost, contracted_cost, list_cost, contracted_cost_missing, list_cost_missing
)
select
    delivery.delivery_id, 'USD', sum(day.billed_cost), sum(day.effective_cost), sum(day.contracted_cost), sum(day.list_cost), 0, 0
from bill.delivery as delivery
inner join cost.day as day on day.billing_month = delivery.billing_month
group by delivery.delivery_id;

-- What the bill says by SKU: fifty of each service, with quantities.
insert into cost.month_sku (
    billing_month, billing_currency, service, sku, unit, charge_category, line_count, quantity,
    billed_cost, effective_cost, contracted_cost, list_cost
)
select
    month, 'USD', 'Service ' || service, 'sku-' || service || '-' || sku, 'Hours', 'Usage', 1000, 100 + sku,
    (100 + sku) * 0.1, (100 + sku) * 0.1 * change, (100 + sku) * 0.1, (100 + sku) * 0.14
from (values (date '2026-09-01', 1), (date '2026-10-01', 1.07)) as months (month, change)
cross join generate_series(0, 10) as service
cross join generate_series(1, 50) as sku;

-- And which of them the teams' namespaces use.
insert into cost.team_sku (
    billing_month, billing_currency, team, namespace, service, sku, unit, quantity,
    billed_cost, effective_cost, contracted_cost, list_cost
)
select
    billing_month, billing_currency, team, namespace, service,
    'sku-' || substr(service, 9) || '-' || (1 + number % 50), 'Hours', 10 + number % 7,
    billed_cost, effective_cost, contracted_cost, list_cost
from (
    select
        billing_month, billing_currency, team, namespace, service_name as service,
        row_number() over (partition by billing_month order by team, namespace, service_name) as number,
        sum(billed_cost) as billed_cost, sum(effective_cost) as effective_cost,
        sum(contracted_cost) as contracted_cost, sum(list_cost) as list_cost
    from cost.day
    group by billing_month, billing_currency, team, namespace, service_name
) as parts;

insert into cost.period (billing_month, state, input_sha256, digest, run_id, published_at, delivery_ids)
select billing_month, 'open', 'bench', 'bench', null, now(), array[delivery_id]
from bill.delivery;
