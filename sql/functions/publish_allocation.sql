-- Puts the proven allocation of a month in the place of the old one, within the caller's transaction. A month is either
-- stored whole, in tables that take the old ones' place in the end, or some days of it are replaced where they are.
create function cost.begin_parts(month date, is_whole boolean) returns void
language plpgsql as
$$
declare
    suffix text := to_char(month, '_YYYY_MM');
    kind text;
begin
    foreach kind in array array['placement', 'share', 'pod_day', 'consumer'] loop
        if is_whole then
            execute format('create table cost.%I (like cost.%I including constraints)', kind || suffix || '_new', kind);
            -- Nobody asks for the elements of the arrays, and to count them would take as long as to write them.
            if kind = 'share' then
                execute format(
                    'alter table cost.%I alter consumers set statistics 0, alter billed_cost set statistics 0, '
                    'alter effective_cost set statistics 0, alter contracted_cost set statistics 0, '
                    'alter list_cost set statistics 0', kind || suffix || '_new');
            end if;
        elsif kind <> 'consumer' then
            execute format(
                'delete from cost.%I where usage_date not in (select usage_date from pg_temp.work_kept_day)', kind || suffix);
        end if;
    end loop;
    if not is_whole then
        execute format(
            'delete from cost.%I where is_shared and rule not like ''%% of its node and day''', 'placement' || suffix);
    end if;
    delete from cost.day_input
    where billing_month = month and usage_date not in (select usage_date from pg_temp.work_kept_day);
    delete from cost.common_pot
    where billing_month = month and usage_date not in (select usage_date from pg_temp.work_kept_day);
    delete from cost.defaulted_day
    where billing_month = month and usage_date not in (select usage_date from pg_temp.work_kept_day);
    delete from cost.sku_day
    where billing_month = month and usage_date not in (select usage_date from pg_temp.work_kept_day);
end
$$;

comment on function cost.begin_parts(date, boolean) is
    'Makes room for the days of a month that are worked out; whole: for all of it.';

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

create function cost.store_placements(month date, is_whole boolean) returns void
language plpgsql as
$$
begin
    execute format(
        'insert into cost.%I select * from pg_temp.work_allocation',
        'placement' || to_char(month, '_YYYY_MM') || case when is_whole then '_new' else '' end);
end
$$;

comment on function cost.store_placements(date, boolean) is 'Keeps what of the days at hand was placed whole.';

create function cost.end_parts(month date, is_whole boolean) returns void
language plpgsql as
$$
declare
    suffix text := to_char(month, '_YYYY_MM');
    kind text;
    columns text;
begin
    insert into cost.common_pot (
        billing_month, kind, resource_key, basis_resource_key, cluster, namespace, node, usage_date, source, billing_account_id,
        sub_account_id, service_name, billing_currency, billed_cost, effective_cost, contracted_cost, list_cost
    )
    select
        month, shared.kind, resource_key, basis_resource_key, cluster, namespace, node, usage_date, source, billing_account_id,
        sub_account_id, service_name, billing_currency, billed_cost, effective_cost, contracted_cost, list_cost
    from pg_temp.work_month_shared as shared;
    if not is_whole then
        execute format(
            'delete from cost.%I where part not in (select part from cost.day_input where billing_month = $1)',
            'consumer' || suffix) using month;
        return;
    end if;
    -- Months that were allocated before had a name without the kind.
    execute format('drop table if exists cost.%I', 'allocation' || suffix);
    for kind, columns in
        values ('placement', 'usage_date'), ('placement', 'team, kind'), ('share', 'resource_key, usage_date'),
            ('pod_day', 'usage_date, team'), ('consumer', 'part, consumer')
    loop
        execute format('create index on cost.%I (%s)', kind || suffix || '_new', columns);
    end loop;
    foreach kind in array array['placement', 'share', 'pod_day', 'consumer'] loop
        execute format('drop table if exists cost.%I', kind || suffix);
        execute format('alter table cost.%I rename to %I', kind || suffix || '_new', kind || suffix);
        execute format('alter table cost.%I attach partition cost.%I for values in (%L)', kind, kind || suffix, month);
        execute format('analyze cost.%I', kind || suffix);
    end loop;
end
$$;

comment on function cost.end_parts(date, boolean) is
    'Puts the month that was stored whole in the place of the old one; of single days, forgets consumers that no day names.';
