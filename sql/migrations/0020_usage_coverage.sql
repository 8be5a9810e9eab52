-- Coverage of range exports, the GPU, network and sidecar part of pod hours, and the policy for what is incomplete.
create table org.usage_policy (
    is_only boolean not null default true constraint usage_policy_pkey primary key constraint usage_policy_one check (is_only),
    share_min numeric not null,
    below text not null constraint usage_policy_below check (below in ('accept', 'hold', 'unallocated')),
    sidecars text[] not null
);

comment on table org.usage_policy is 'One row: how complete usage must be, and which containers serve others.';
comment on column org.usage_policy.is_only is 'Always true: there is one row.';
comment on column org.usage_policy.share_min is 'The share of expected samples below which an hour is provisional.';
comment on column org.usage_policy.below is 'What becomes of such an hour: accept, hold or unallocated.';
comment on column org.usage_policy.sidecars is 'LIKE patterns of containers that serve others.';

create table usage.coverage (
    cluster text not null,
    signal text not null,
    node text not null,
    usage_date date not null,
    hour smallint not null,
    series_count integer not null,
    samples_present bigint not null,
    samples_expected bigint not null,
    is_provisional boolean not null,
    constraint coverage_pkey primary key (usage_date, hour, cluster, signal, node),
    constraint coverage_counts check (samples_present >= 0 and samples_expected >= samples_present)
);

comment on table usage.coverage is 'One row per cluster, quantity, node and UTC hour between the node''s first and last: a gap is a row, a departed pod none.';
comment on column usage.coverage.cluster is 'The cluster.';
comment on column usage.coverage.signal is 'Which quantity: pod_cpu_request, pod_cpu_usage, state_scrapes, …';
comment on column usage.coverage.node is 'The node; empty for what is of the whole cluster.';
comment on column usage.coverage.usage_date is 'The UTC day.';
comment on column usage.coverage.hour is 'The UTC hour of the day.';
comment on column usage.coverage.series_count is 'Series seen in the hour; 0 where all of the node''s are gone at once and come back later.';
comment on column usage.coverage.samples_present is 'Samples that were there.';
comment on column usage.coverage.samples_expected is 'Samples there would be had nothing been missed.';
comment on column usage.coverage.is_provisional is 'Whether the share that was there is under the configured one.';

alter table usage.pod_hour
    add column gpu_requested_device_microseconds bigint not null default 0,
    add column gpu_used_device_microseconds bigint not null default 0,
    add column network_received_bytes bigint not null default 0,
    add column network_transmitted_bytes bigint not null default 0,
    add column sidecar_cpu_requested_core_microseconds bigint not null default 0,
    add column sidecar_cpu_used_core_microseconds bigint not null default 0,
    add column sidecar_memory_requested_byte_seconds bigint not null default 0,
    add column sidecar_memory_used_byte_seconds bigint not null default 0;

comment on column usage.pod_hour.gpu_requested_device_microseconds is 'GPUs requested × time, 10⁻⁶ device·s.';
comment on column usage.pod_hour.gpu_used_device_microseconds is 'GPUs busy × time, 10⁻⁶ device·s.';
comment on column usage.pod_hour.network_received_bytes is 'Bytes received; 0 for pods on the node''s own network.';
comment on column usage.pod_hour.network_transmitted_bytes is 'Bytes sent; 0 for pods on the node''s own network.';
comment on column usage.pod_hour.sidecar_cpu_requested_core_microseconds is 'Of the CPU requested, what sidecars requested.';
comment on column usage.pod_hour.sidecar_cpu_used_core_microseconds is 'Of the CPU used, what sidecars used.';
comment on column usage.pod_hour.sidecar_memory_requested_byte_seconds is 'Of the memory requested, what sidecars requested.';
comment on column usage.pod_hour.sidecar_memory_used_byte_seconds is 'Of the memory used, what sidecars used.';

alter table usage.node_hour
    add column gpu_capacity_device_microseconds bigint,
    add column pod_capacity integer;

comment on column usage.node_hour.gpu_capacity_device_microseconds is 'GPUs × time, 10⁻⁶ device·s; null where the exports have none.';
comment on column usage.node_hour.pod_capacity is 'How many pods the node takes; null where the exports do not say.';
