-- Makes a month of one day that is ingested and derived: its bill, machines and pods again on the days that follow, as many
-- as :days says in all. Exports of these days there are none, so that what they were derived from is nothing.
\set ON_ERROR_STOP on
select min(usage_date) as first from usage.derived_day \gset

insert into bill.stored_charge (
    load_id, period_number, file_number, row_number, part, item_key, resource_key, usage_date, hour, charge_period_started_at,
    charge_period_ended_at, consumed_quantity, pricing_quantity, commitment_discount_quantity, billed_cost, effective_cost,
    contracted_cost, list_cost, pricing_currency_effective_cost, provider_split_cost, resource_id, repeats, provider_unused_cost
)
select
    load_id, period_number, file_number, row_number + day * 10000000, part, item_key, resource_key, usage_date + day, hour,
    charge_period_started_at + make_interval(days => day), charge_period_ended_at + make_interval(days => day),
    consumed_quantity, pricing_quantity, commitment_discount_quantity, billed_cost, effective_cost, contracted_cost, list_cost,
    pricing_currency_effective_cost, provider_split_cost, resource_id, repeats, provider_unused_cost
from bill.stored_charge
cross join generate_series(1, :days - 1) as series (day)
where usage_date = :'first';

insert into usage.node_hour
select
    cluster, node, resource_key, usage_date + day, hour, cpu_capacity_core_microseconds, memory_capacity_byte_seconds,
    gpu_capacity_device_microseconds, pod_capacity
from usage.node_hour
cross join generate_series(1, :days - 1) as series (day)
where usage_date = :'first';

insert into usage.pod_day (
    usage_date, cluster, pod_key, namespace, pod, hour_count, cpu_requested_core_microseconds, cpu_used_core_microseconds,
    cpu_held_core_microseconds, cpu_used_hour_p95, memory_requested_byte_seconds, memory_used_byte_seconds,
    memory_held_byte_seconds, memory_used_hour_max, sidecar_cpu_held_core_microseconds, sidecar_memory_held_byte_seconds
)
select
    usage_date + day, cluster, pod_key, namespace, pod, hour_count, cpu_requested_core_microseconds, cpu_used_core_microseconds,
    cpu_held_core_microseconds, cpu_used_hour_p95, memory_requested_byte_seconds, memory_used_byte_seconds,
    memory_held_byte_seconds, memory_used_hour_max, sidecar_cpu_held_core_microseconds, sidecar_memory_held_byte_seconds
from usage.pod_day
cross join generate_series(1, :days - 1) as series (day)
where usage_date = :'first';

insert into usage.derived_day
select
    usage_date + day,
    encode(sha256(convert_to(E'\n' || (select policy::text from org.usage_policy as policy), 'UTF8')), 'hex'),
    label_digest, content_digest, pod_hour_count, is_borrowing
from usage.derived_day
cross join generate_series(1, :days - 1) as series (day)
where usage_date = :'first';

select
    format('create table usage.%I (like usage.pod_hour including defaults)', 'pod_hour_' || to_char(usage_date, 'YYYY_MM_DD')),
    format(
        'insert into usage.%I select cluster, node, resource_key, namespace, pod, pod_key, %L::date, hour, '
        'cpu_requested_core_microseconds, cpu_used_core_microseconds, memory_requested_byte_seconds, memory_used_byte_seconds, '
        'gpu_requested_device_microseconds, gpu_used_device_microseconds, network_received_bytes, network_transmitted_bytes, '
        'sidecar_cpu_requested_core_microseconds, sidecar_cpu_used_core_microseconds, sidecar_memory_requested_byte_seconds, '
        'sidecar_memory_used_byte_seconds from usage.pod_hour where usage_date = %L',
        'pod_hour_' || to_char(usage_date, 'YYYY_MM_DD'), usage_date, :'first'),
    format('analyze usage.%I', 'pod_hour_' || to_char(usage_date, 'YYYY_MM_DD')),
    format(
        'alter table usage.pod_hour attach partition usage.%I for values in (%L)',
        'pod_hour_' || to_char(usage_date, 'YYYY_MM_DD'), usage_date)
from usage.derived_day
where usage_date > :'first'
order by usage_date
\gexec

select
    format('create table usage.%I (like usage.pod_day_hours)', 'pod_day_hours_' || to_char(usage_date, 'YYYY_MM_DD')),
    format(
        'insert into usage.%I select %L::date, resource_key, cluster, pod_key, hours, cpu_requested_core_microseconds, '
        'cpu_used_core_microseconds, memory_requested_byte_seconds, memory_used_byte_seconds from usage.pod_day_hours '
        'where usage_date = %L',
        'pod_day_hours_' || to_char(usage_date, 'YYYY_MM_DD'), usage_date, :'first'),
    format(
        'alter table usage.pod_day_hours attach partition usage.%I for values in (%L)',
        'pod_day_hours_' || to_char(usage_date, 'YYYY_MM_DD'), usage_date)
from usage.derived_day
where usage_date > :'first'
order by usage_date
\gexec

analyze bill.stored_charge, usage.node_hour, usage.pod_day;
