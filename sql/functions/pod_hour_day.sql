-- Partitions of usage.pod_hour: a day arrives in a table of its own, and takes its place when it is whole and has its key.
create function usage.begin_pod_hours() returns void
language plpgsql as
$$
begin
    drop table if exists usage.pod_hour_new, usage.pod_day_hours_new, pg_temp.day_pod, pg_temp.day_pod_hour;
    create table usage.pod_hour_new (like usage.pod_hour including defaults);
    create table usage.pod_day_hours_new (like usage.pod_day_hours);
    create temp table day_pod (
        cluster text, namespace text, pod text, uid text, node text, usage_date date,
        cpu_requested bigint[], cpu_used bigint[], memory_requested bigint[], memory_used bigint[],
        gpu_requested bigint[], gpu_used bigint[], received bigint[], transmitted bigint[],
        sidecar_cpu_requested bigint[], sidecar_cpu_used bigint[],
        sidecar_memory_requested bigint[], sidecar_memory_used bigint[]
    ) on commit drop;
    create temp table day_pod_hour (
        cluster text, namespace text, pod text, pod_key text, node text, usage_date date, hour smallint,
        cpu_requested bigint, cpu_used bigint, memory_requested bigint, memory_used bigint,
        gpu_requested bigint, gpu_used bigint, received bigint, transmitted bigint,
        sidecar_cpu_requested bigint, sidecar_cpu_used bigint,
        sidecar_memory_requested bigint, sidecar_memory_used bigint
    ) on commit drop;
end
$$;

comment on function usage.begin_pod_hours() is 'Makes the tables in which a day''s pods and their hours arrive.';

create function usage.end_pod_hours(day date) returns void
language plpgsql as
$$
declare
    partition text := 'pod_hour_' || to_char(day, 'YYYY_MM_DD');
    arrays text := 'pod_day_hours_' || to_char(day, 'YYYY_MM_DD');
begin
    delete from usage.pod_hour_other where usage_date = day;
    execute format('drop table if exists usage.%I, usage.%I', partition, arrays);
    if not exists (select 1 from usage.pod_hour_new) then
        drop table usage.pod_hour_new, usage.pod_day_hours_new;
        return;
    end if;
    execute format('alter table usage.pod_hour_new rename to %I', partition);
    execute format(
        'alter table usage.%I add constraint %I primary key (resource_key, usage_date, hour, cluster, pod_key, node)',
        partition, partition || '_pkey');
    execute format('alter table usage.pod_hour attach partition usage.%I for values in (%L)', partition, day);
    execute format('analyze usage.%I', partition);
    execute format('alter table usage.pod_day_hours_new rename to %I', arrays);
    execute format('alter table usage.pod_day_hours attach partition usage.%I for values in (%L)', arrays, day);
end
$$;

comment on function usage.end_pod_hours(date) is 'Puts the pod hours that have arrived in the place of those of a day.';
