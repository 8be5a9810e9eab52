-- Business metrics: what unit costs are divided by.
create table usage.metric_hour (
    cluster text not null,
    metric text not null,
    namespace text not null,
    labels jsonb not null,
    usage_date date not null,
    hour smallint,
    quantity numeric not null,
    unit text not null,
    source text not null,
    constraint metric_hour_key unique nulls not distinct (metric, usage_date, hour, cluster, namespace, labels),
    constraint metric_hour_of_day check (hour >= 0 and hour <= 23),
    constraint metric_hour_number check (quantity > '-Infinity' and quantity < 'Infinity')
);

comment on table usage.metric_hour is 'One row per business metric, set of labels and UTC hour, or day where the catalogue keeps it by the day.';
comment on column usage.metric_hour.cluster is 'The cluster; empty where it is of none.';
comment on column usage.metric_hour.metric is 'The metric''s id in the catalogue.';
comment on column usage.metric_hour.namespace is 'The namespace, or empty.';
comment on column usage.metric_hour.labels is 'The labels that are kept, e.g. tenant; namespace apart.';
comment on column usage.metric_hour.usage_date is 'The UTC day.';
comment on column usage.metric_hour.hour is 'The UTC hour of the day; null for a whole day.';
comment on column usage.metric_hour.quantity is 'How many, in the unit; to a millionth.';
comment on column usage.metric_hour.unit is 'What is counted, in words.';
comment on column usage.metric_hour.source is 'Range export or SQL query.';

create table usage.metric_checkpoint (
    metric text not null constraint metric_checkpoint_pkey primary key,
    last text not null,
    row_count bigint not null,
    noted_at timestamptz not null default now()
);

comment on table usage.metric_checkpoint is 'One row per metric from an SQL query: how far it has been read.';
comment on column usage.metric_checkpoint.metric is 'The metric''s id in the catalogue.';
comment on column usage.metric_checkpoint.last is 'The greatest checkpoint that was read; what {{last}} stands for next.';
comment on column usage.metric_checkpoint.row_count is 'Rows read so far.';
comment on column usage.metric_checkpoint.noted_at is 'When it was read last.';
