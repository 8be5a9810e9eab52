-- Puts the proven allocation of a month in the place of the old one, within the caller's transaction. A month is either
-- stored whole, in tables that take the old ones' place in the end, or some days of it are replaced where they are.
create function cost.begin_parts(month date, is_whole boolean) returns void
language plpgsql as
$$
declare
    suffix text := to_char(month, '_YYYY_MM');
    kind text;
begin
    perform cost.forget_stages();
    perform cost.forget_parts();
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
end
$$;

comment on function cost.begin_parts(date, boolean) is
    'Makes room for the days of a month that are worked out; whole: for all of it.';

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
    delete from cost.day_input
    where billing_month = month and usage_date not in (select usage_date from pg_temp.work_kept_day);
    delete from cost.common_pot
    where billing_month = month and usage_date not in (select usage_date from pg_temp.work_kept_day);
    delete from cost.defaulted_day
    where billing_month = month and usage_date not in (select usage_date from pg_temp.work_kept_day);
    delete from cost.sku_day
    where billing_month = month and usage_date not in (select usage_date from pg_temp.work_kept_day);
    insert into cost.day_input select * from pg_temp.work_day_input;
    insert into cost.defaulted_day select * from pg_temp.work_defaulted_day;
    insert into cost.sku_day select * from pg_temp.work_sku_day;
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
