-- The hours of usage.quantity_day, a row each: for reading a few measures. An array of one element holds for all hours.
create view usage.quantity_hour as
select
    series.cluster,
    series.measure,
    series.signal,
    series.namespace,
    series.pod,
    series.uid,
    series.node,
    series.container,
    series.object,
    series.usage_date,
    (slot.number - 1)::smallint as hour,
    coalesce(series.from_seconds[slot.number], series.from_seconds[1]) as from_second,
    coalesce(series.to_seconds[slot.number], series.to_seconds[1]) as to_second,
    coalesce(series.covered_seconds[slot.number], series.covered_seconds[1]) as covered_seconds,
    series.quantities[slot.number] as quantity,
    coalesce(series.samples_present[slot.number], series.samples_present[1]) as samples_present,
    coalesce(series.samples_expected[slot.number], series.samples_expected[1]) as samples_expected,
    series.import_id
from usage.quantity_day as series
cross join generate_series(1, 24) as slot (number)
where series.quantities[slot.number] is not null;

comment on view usage.quantity_hour is 'One row per series, UTC hour and part of the hour that an export covers.';
comment on column usage.quantity_hour.cluster is 'The cluster.';
comment on column usage.quantity_hour.measure is 'Which quantity: pod_cpu_request, pod_cpu_usage, node_cpu_capacity, …';
comment on column usage.quantity_hour.signal is 'Which signal of the catalogue gave it.';
comment on column usage.quantity_hour.namespace is 'The namespace, or empty.';
comment on column usage.quantity_hour.pod is 'The pod''s name, or empty.';
comment on column usage.quantity_hour.uid is 'The pod''s uid, or empty where the export has none.';
comment on column usage.quantity_hour.node is 'The node, or empty.';
comment on column usage.quantity_hour.container is 'The container, or empty.';
comment on column usage.quantity_hour.object is 'The claim or volume, or empty.';
comment on column usage.quantity_hour.usage_date is 'The UTC day.';
comment on column usage.quantity_hour.hour is 'The UTC hour of the day, 0 to 23.';
comment on column usage.quantity_hour.from_second is 'First second of the hour that the samples stand for.';
comment on column usage.quantity_hour.to_second is 'Second of the hour they stand for no longer.';
comment on column usage.quantity_hour.covered_seconds is 'Seconds in between that samples cover, without the gaps.';
comment on column usage.quantity_hour.quantity is 'Core-microseconds (10⁻⁶ core·s), byte-seconds, or bytes, by the signal.';
comment on column usage.quantity_hour.samples_present is 'Samples in the hour.';
comment on column usage.quantity_hour.samples_expected is 'Samples there would be without gaps between the series'' first and last.';
comment on column usage.quantity_hour.import_id is 'The import it came with.';
