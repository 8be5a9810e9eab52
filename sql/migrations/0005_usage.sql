-- Usage: hours of quantities, intervals of names, and what the ledger makes of them.
create schema usage;
comment on schema usage is 'What nodes, pods and volumes were and used, by UTC hour.';

create table usage.import (
    import_id bigint generated always as identity constraint import_pkey primary key,
    cluster text not null,
    signal text not null,
    path text not null,
    sha256 text not null,
    series_count bigint not null,
    sample_count bigint not null,
    dropped_count bigint not null,
    step_seconds integer not null,
    first_at timestamptz,
    last_at timestamptz,
    is_partial boolean not null,
    loaded_at timestamptz not null default now(),
    run_id bigint
);
create index import_path on usage.import (path, import_id);

comment on table usage.import is 'One row per range export that was taken in, all or nothing.';
comment on column usage.import.import_id is 'The import''s number.';
comment on column usage.import.cluster is 'The cluster the export is from.';
comment on column usage.import.signal is 'Which quantity or information it holds, by the catalogue.';
comment on column usage.import.path is 'The path as it was given.';
comment on column usage.import.sha256 is 'SHA-256 of the file as it lay on disk.';
comment on column usage.import.series_count is 'Series in it.';
comment on column usage.import.sample_count is 'Samples in it.';
comment on column usage.import.dropped_count is 'Samples that are no quantity (NaN, infinite, negative) and were left out.';
comment on column usage.import.step_seconds is 'Seconds from one sample to the next.';
comment on column usage.import.first_at is 'The first sample''s moment.';
comment on column usage.import.last_at is 'The last sample''s moment.';
comment on column usage.import.is_partial is 'Whether the server said that the answer is partial and the user took it all the same.';
comment on column usage.import.loaded_at is 'When it was stored.';
comment on column usage.import.run_id is 'The run that stored it.';

create table usage.quantity_hour (
    cluster text not null,
    measure text not null,
    signal text not null,
    namespace text not null,
    pod text not null,
    uid text not null,
    node text not null,
    container text not null,
    object text not null,
    usage_date date not null,
    hour smallint not null constraint quantity_hour_of_day check (hour between 0 and 23),
    from_second smallint not null,
    to_second smallint not null,
    covered_seconds smallint not null,
    quantity bigint not null,
    samples_present integer not null,
    samples_expected integer not null,
    import_id bigint not null,
    constraint quantity_hour_seconds check (from_second >= 0 and from_second < to_second and to_second <= 3600)
);
create index quantity_hour_key on usage.quantity_hour (cluster, measure, usage_date, hour);

comment on table usage.quantity_hour is 'One row per series, UTC hour and part of the hour that an export covers.';
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

create table usage.presence (
    cluster text not null,
    signal text not null,
    namespace text not null,
    pod text not null,
    uid text not null,
    node text not null,
    object text not null,
    resource_key text not null,
    labels jsonb not null,
    from_at timestamptz not null,
    to_at timestamptz not null,
    import_id bigint not null,
    constraint presence_interval check (from_at < to_at)
);
create index presence_key on usage.presence (cluster, signal, from_at);
create index presence_pod on usage.presence (cluster, namespace, pod) where pod <> '';

comment on table usage.presence is 'One row per information series and interval in which it was seen without a gap.';
comment on column usage.presence.cluster is 'The cluster.';
comment on column usage.presence.signal is 'Which information, by the catalogue: pod_labels, node_info, …';
comment on column usage.presence.namespace is 'The namespace, or empty.';
comment on column usage.presence.pod is 'The pod''s name, or empty.';
comment on column usage.presence.uid is 'The pod''s uid, or empty.';
comment on column usage.presence.node is 'The node, or empty.';
comment on column usage.presence.object is 'The claim or volume, or empty.';
comment on column usage.presence.resource_key is 'The machine or disk as bills name it, from provider id or CSI handle, or empty.';
comment on column usage.presence.labels is 'The series'' labels but for the scrape''s own.';
comment on column usage.presence.from_at is 'From when it was seen.';
comment on column usage.presence.to_at is 'Until when, exclusive.';
comment on column usage.presence.import_id is 'The import it came with.';
