-- Keeps the shares of the days at hand, who their consumers are, and what each pod costs by day.
create function cost.store_shares(month date, part integer, is_whole boolean) returns void
language plpgsql as
$$
declare
    suffix text := to_char(month, '_YYYY_MM') || case when is_whole then '_new' else '' end;
begin
    execute format(
        'insert into cost.%I '
        'select $1, $2, pot.usage_date, pot.resource_key, pot.hour, pot.source, pot.billing_account_id, pot.sub_account_id, '
        'pot.service_name, pot.billing_currency, share.kind, cost.division_rule(pot.class, policy.split, false), '
        'work_window.node, share.consumers, share.billed_cost, share.effective_cost, share.contracted_cost, share.list_cost '
        'from pg_temp.work_share as share '
        'inner join pg_temp.work_pot as pot on pot.pot = share.pot '
        'inner join pg_temp.work_window on work_window.resource_key = pot.basis_resource_key '
        'and work_window.started_at = pot.started_at and work_window.ended_at = pot.ended_at '
        'cross join org.allocation_policy as policy',
        'share' || suffix) using month, part;
    insert into pg_temp.work_sharer (consumer, stand_in)
    select distinct direct.consumer, direct.consumer from pg_temp.work_direct as direct;
    insert into pg_temp.work_pod_sum (
        pot, consumer, billed_cost, effective_cost, contracted_cost, list_cost, cpu_effective_cost, memory_effective_cost
    )
    select
        direct.pot, direct.consumer, direct.billed_cost, direct.effective_cost, direct.contracted_cost, direct.list_cost,
        case when direct.kind = 'cpu' then direct.effective_cost else 0 end,
        case when direct.kind = 'memory' then direct.effective_cost else 0 end
    from pg_temp.work_direct as direct;
end
$$;

comment on function cost.store_shares(date, integer, boolean) is
    'Keeps the shares of the days at hand, as a part of the month.';

create function cost.store_consumers(month date, part integer, is_whole boolean) returns void
language plpgsql as
$$
declare
    suffix text := to_char(month, '_YYYY_MM') || case when is_whole then '_new' else '' end;
begin
    execute format(
        'insert into cost.%I '
        'select $1, $2, consumer.consumer, team.valid_from, team.valid_to, consumer.cluster, consumer.namespace, '
        'consumer.workload, consumer.pod, consumer.pod_key, consumer.tenant, consumer.tier, consumer.commit, consumer.owner, '
        'team.team '
        'from pg_temp.work_consumer as consumer '
        'inner join pg_temp.work_consumer_team as team on team.consumer = consumer.consumer '
        'where consumer.consumer in ('
        'select sharer.consumer from pg_temp.work_sharer as sharer '
        'inner join pg_temp.work_direct as direct on direct.consumer = sharer.stand_in)',
        'consumer' || suffix) using month, part;
    -- What of a pod has gone into a common pot since is not its own.
    delete from pg_temp.work_pod_sum as sums
    where not exists (
        select from pg_temp.work_sharer as sharer
        inner join pg_temp.work_direct as direct on direct.consumer = sharer.stand_in
        where sharer.consumer = sums.consumer and direct.pot = sums.pot
    );
    execute format(
        'insert into cost.%I '
        'select $1, pot.usage_date, $2, sums.consumer, pot.billing_currency, team.team, '
        'sum(sums.cpu_effective_cost), sum(sums.memory_effective_cost), '
        'sum(sums.billed_cost), sum(sums.effective_cost), sum(sums.contracted_cost), sum(sums.list_cost) '
        'from pg_temp.work_pod_sum as sums '
        'inner join pg_temp.work_pot as pot on pot.pot = sums.pot '
        'inner join pg_temp.work_consumer_team as team on team.consumer = sums.consumer '
        'and team.valid_from <= pot.usage_date and team.valid_to > pot.usage_date '
        'group by pot.usage_date, sums.consumer, pot.billing_currency, team.team',
        'pod_day' || suffix) using month, part;
end
$$;

comment on function cost.store_consumers(date, integer, boolean) is
    'Keeps who the consumers of the days at hand are and what their pods cost by day, as a part of the month.';
