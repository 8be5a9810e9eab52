-- Pod hours by pod and day, as arrays: what an allocation goes through. A day of 50,000 pods is 1.2 million pod hours, which took
-- it as long to read as all its bill.
create table usage.pod_day_hours (
    usage_date date not null,
    resource_key text not null,
    cluster text not null,
    pod_key text not null,
    hours smallint[],
    cpu_requested_core_microseconds bigint[],
    cpu_used_core_microseconds bigint[],
    memory_requested_byte_seconds bigint[],
    memory_used_byte_seconds bigint[]
) partition by list (usage_date);

comment on table usage.pod_day_hours is 'One row per pod, node, machine and UTC day: what of usage.pod_hour pods count by, its hours in arrays. Days derived before there were such have none.';
comment on column usage.pod_day_hours.usage_date is 'The UTC day.';
comment on column usage.pod_day_hours.resource_key is 'The node''s machine as bills name it; node: and the name where no provider id is known.';
comment on column usage.pod_day_hours.cluster is 'The cluster.';
comment on column usage.pod_day_hours.pod_key is 'The pod''s uid; namespace/name where no export says it.';
comment on column usage.pod_day_hours.hours is 'Which hours the elements are of, from 0 on; null where they are of all 24 of them in their order.';
comment on column usage.pod_day_hours.cpu_requested_core_microseconds is 'CPU requested × time by hour, 10⁻⁶ core·s; null, in whole or in part, for nought.';
comment on column usage.pod_day_hours.cpu_used_core_microseconds is 'CPU used by hour, 10⁻⁶ core·s; null, in whole or in part, for nought.';
comment on column usage.pod_day_hours.memory_requested_byte_seconds is 'Memory requested × time by hour, byte·s; null, in whole or in part, for nought.';
comment on column usage.pod_day_hours.memory_used_byte_seconds is 'Memory used × time by hour, byte·s; null, in whole or in part, for nought.';
