-- Usage by day: a partition of pod hours per day, filled before it has an index, and what each day was derived from, so
-- that days whose exports have not changed are not derived again.
alter table usage.pod_hour rename to pod_hour_other;
alter table usage.pod_hour_other rename constraint pod_hour_pkey to pod_hour_other_pkey;
create table usage.pod_hour (like usage.pod_hour_other including defaults including comments) partition by list (usage_date);
alter table usage.pod_hour
    add constraint pod_hour_pkey primary key (resource_key, usage_date, hour, cluster, pod_key, node);
alter table usage.pod_hour attach partition usage.pod_hour_other default;

comment on table usage.pod_hour is 'One row per pod, node and UTC hour.';
comment on table usage.pod_hour_other is 'Pod hours of days that have no partition of their own: from before there were such.';

create table usage.pod_day (
    usage_date date not null,
    cluster text not null,
    pod_key text not null,
    namespace text not null,
    pod text not null,
    constraint pod_day_pkey primary key (usage_date, cluster, pod_key)
);
insert into usage.pod_day (usage_date, cluster, pod_key, namespace, pod)
select usage_date, cluster, pod_key, min(namespace), min(pod)
from usage.pod_hour
group by usage_date, cluster, pod_key;

comment on table usage.pod_day is 'One row per pod and UTC day on which it has pod hours.';
comment on column usage.pod_day.usage_date is 'The UTC day.';
comment on column usage.pod_day.cluster is 'The cluster.';
comment on column usage.pod_day.pod_key is 'The pod''s uid; namespace/name where no export says it.';
comment on column usage.pod_day.namespace is 'The namespace.';
comment on column usage.pod_day.pod is 'The pod''s name.';

create table usage.derived_day (
    usage_date date not null constraint derived_day_pkey primary key,
    export_digest text not null,
    label_digest text not null,
    content_digest text not null,
    pod_hour_count bigint not null,
    is_borrowing boolean not null
);

comment on table usage.derived_day is 'One row per UTC day whose hours were derived.';
comment on column usage.derived_day.usage_date is 'The UTC day.';
comment on column usage.derived_day.export_digest is 'Of the range exports and the policy that it was derived from.';
comment on column usage.derived_day.label_digest is 'Of the rules and label files by which its pods'' labels were found.';
comment on column usage.derived_day.content_digest is 'Of its node and pod hours.';
comment on column usage.derived_day.pod_hour_count is 'How many pod hours it has.';
comment on column usage.derived_day.is_borrowing is 'Whether a node''s machine is known from exports of another time only.';

create index presence_node on usage.presence (cluster, node) where signal = 'node_info';
