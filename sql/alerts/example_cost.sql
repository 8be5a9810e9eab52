-- Publishes, for a test of rules, cost $3 $4 of kind $5 on each of the days from $1 to before $2; $6 is an object of dimensions.
insert into cost.day (
    billing_month, source, usage_date, billing_currency, kind, rule, is_shared, billing_account_id, sub_account_id, service_name,
    cluster, namespace, workload, tenant, tier, commit, owner, team, billed_cost, effective_cost, contracted_cost, list_cost
)
select
    date_trunc('month', day)::date, 'test', day::date, $4, $5, 'test', false, 'test', $6::jsonb ->> 'account', $6::jsonb ->> 'service',
    $6::jsonb ->> 'cluster', $6::jsonb ->> 'namespace', $6::jsonb ->> 'workload', $6::jsonb ->> 'tenant', $6::jsonb ->> 'tier',
    $6::jsonb ->> 'commit', $6::jsonb ->> 'owner', $6::jsonb ->> 'team', $3::numeric, $3::numeric, $3::numeric, $3::numeric
from generate_series($1::date::timestamp, ($2::date - 1)::timestamp, interval '1 day') as days (day)
