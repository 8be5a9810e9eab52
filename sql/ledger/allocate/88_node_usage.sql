-- What pods did on each machine of each day at hand, where a rule of the scope node goes by it.
insert into work_scope_usage (basis, resource_key, usage_date, cluster, namespace, tenant, tier, commit, owner, team, quantity)
with

bases as (

    select distinct basis
    from org.distribution_rule
    where method = 'proportional' and scope = 'node' and basis in ('pods', 'sidecars', 'requested cpu', 'requested memory')

),

done as (

    select bases.basis, done.*, jsonb_strip_nulls(jsonb_build_object(
        'cluster', done.cluster, 'namespace', done.namespace, 'tenant', done.tenant, 'tier', done.tier, 'owner', done.owner
    )) as facts
    from bases
    cross join work_days
    cross join lateral usage.machine_basis(bases.basis, work_days.usage_date, work_days.usage_date + 1) as done
    where done.quantity > 0

),

teams as (

    select facts, usage_date, org.team_of(facts, usage_date) as team
    from (select distinct facts, usage_date from done) as different

)

select
    done.basis, done.resource_key, done.usage_date, done.cluster, done.namespace, done.tenant, done.tier, done.commit,
    done.owner, teams.team, done.quantity
from done
inner join teams on teams.facts = done.facts and teams.usage_date = done.usage_date
