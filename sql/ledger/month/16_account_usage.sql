-- What pods did in month $1 on the machines of each account, where a rule of the scope account goes by it, or one of the
-- scope environment while accounts tell environments.
insert into work_scope_usage (basis, account, cluster, namespace, tenant, tier, commit, owner, team, quantity)
with

bases as (

    select distinct basis
    from org.distribution_rule
    where method = 'proportional' and basis in ('pods', 'sidecars', 'requested cpu', 'requested memory')
        and (scope = 'account' or (
            scope = 'environment' and exists (select 1 from org.environment where conditions ? 'account')
        ))

),

accounts as materialized (

    select machine.resource_key, machine.account
    from bill.machine_accounts(
        $1::date, array(select delivery_id from bill.delivery where billing_month = $1::date and state = 'current')
    ) as machine
    where exists (select 1 from bases)

),

done as (

    select bases.basis, accounts.account, done.*, jsonb_strip_nulls(jsonb_build_object(
        'cluster', done.cluster, 'namespace', done.namespace, 'tenant', done.tenant, 'tier', done.tier, 'owner', done.owner
    )) as facts
    from bases
    cross join lateral usage.machine_basis(bases.basis, $1::date, ($1::date + interval '1 month')::date) as done
    left join accounts on accounts.resource_key = done.resource_key
    where done.quantity > 0

),

teams as (

    select facts, usage_date, org.team_of(facts, usage_date) as team
    from (select distinct facts, usage_date from done) as different

)

select
    done.basis, done.account, done.cluster, done.namespace, done.tenant, done.tier, done.commit, done.owner, teams.team,
    sum(done.quantity)
from done
inner join teams on teams.facts = done.facts and teams.usage_date = done.usage_date
group by
    done.basis, done.account, done.cluster, done.namespace, done.tenant, done.tier, done.commit, done.owner, teams.team
