-- What the ledger makes of the exports: nodes, volumes, pod hours and labels with their dates.
create table usage.node_hour (
    cluster text not null,
    node text not null,
    resource_key text not null,
    usage_date date not null,
    hour smallint not null,
    cpu_capacity_core_microseconds bigint,
    memory_capacity_byte_seconds bigint,
    constraint node_hour_pkey primary key (resource_key, usage_date, hour, cluster, node)
);

comment on table usage.node_hour is 'One row per node and UTC hour in which it was seen.';
comment on column usage.node_hour.cluster is 'The cluster.';
comment on column usage.node_hour.node is 'The node''s name.';
comment on column usage.node_hour.resource_key is 'The node''s machine as bills name it, from kube_node_info.provider_id.';
comment on column usage.node_hour.usage_date is 'The UTC day.';
comment on column usage.node_hour.hour is 'The UTC hour of the day.';
comment on column usage.node_hour.cpu_capacity_core_microseconds is 'Capacity × time, 10⁻⁶ core·s; null where the exports have none.';
comment on column usage.node_hour.memory_capacity_byte_seconds is 'Capacity × time, byte·s; null where the exports have none.';

create table usage.pod_hour (
    cluster text not null,
    node text not null,
    resource_key text not null,
    namespace text not null,
    pod text not null,
    pod_key text not null,
    usage_date date not null,
    hour smallint not null,
    cpu_requested_core_microseconds bigint not null,
    cpu_used_core_microseconds bigint not null,
    memory_requested_byte_seconds bigint not null,
    memory_used_byte_seconds bigint not null,
    constraint pod_hour_pkey primary key (resource_key, usage_date, hour, cluster, pod_key, node)
);

comment on table usage.pod_hour is 'One row per pod, node and UTC hour.';
comment on column usage.pod_hour.cluster is 'The cluster.';
comment on column usage.pod_hour.node is 'The node it ran on.';
comment on column usage.pod_hour.resource_key is 'The node''s machine as bills name it; node: and the name where no provider id is known.';
comment on column usage.pod_hour.namespace is 'The namespace.';
comment on column usage.pod_hour.pod is 'The pod''s name.';
comment on column usage.pod_hour.pod_key is 'The pod''s uid; namespace/name where no export says it.';
comment on column usage.pod_hour.usage_date is 'The UTC day.';
comment on column usage.pod_hour.hour is 'The UTC hour of the day.';
comment on column usage.pod_hour.cpu_requested_core_microseconds is 'CPU requested × time, 10⁻⁶ core·s.';
comment on column usage.pod_hour.cpu_used_core_microseconds is 'CPU used, 10⁻⁶ core·s.';
comment on column usage.pod_hour.memory_requested_byte_seconds is 'Memory requested × time, byte·s.';
comment on column usage.pod_hour.memory_used_byte_seconds is 'Working set × time, byte·s.';

create table usage.volume (
    cluster text not null,
    volume text not null,
    resource_key text not null,
    namespace text not null,
    claim text not null,
    from_at timestamptz not null,
    to_at timestamptz not null
);
create index volume_key on usage.volume (resource_key);

comment on table usage.volume is 'One row per persistent volume and interval in which a claim was bound to it.';
comment on column usage.volume.cluster is 'The cluster.';
comment on column usage.volume.volume is 'The PersistentVolume''s name.';
comment on column usage.volume.resource_key is 'The disk as bills name it, from the CSI handle.';
comment on column usage.volume.namespace is 'The claim''s namespace; empty where no claim is known.';
comment on column usage.volume.claim is 'The PersistentVolumeClaim''s name; empty where none is known.';
comment on column usage.volume.from_at is 'From when.';
comment on column usage.volume.to_at is 'Until when, exclusive.';

create table usage.cost_label (
    cluster text not null,
    namespace text not null,
    pod text not null,
    pod_key text not null,
    from_at timestamptz not null,
    to_at timestamptz not null,
    tenant text,
    tier text,
    commit text,
    owner text,
    tenant_rule text,
    tier_rule text,
    commit_rule text,
    owner_rule text,
    constraint cost_label_pkey primary key (cluster, pod_key, from_at),
    constraint cost_label_interval check (from_at < to_at)
);

comment on table usage.cost_label is 'One row per pod and interval in which its cost labels did not change.';
comment on column usage.cost_label.cluster is 'The cluster.';
comment on column usage.cost_label.namespace is 'The namespace.';
comment on column usage.cost_label.pod is 'The pod''s name.';
comment on column usage.cost_label.pod_key is 'The pod''s uid; namespace/name where no export says it.';
comment on column usage.cost_label.from_at is 'From when.';
comment on column usage.cost_label.to_at is 'Until when, exclusive.';
comment on column usage.cost_label.tenant is 'For whom the pod works, or null.';
comment on column usage.cost_label.tier is 'At which service tier, or null.';
comment on column usage.cost_label.commit is 'Which version of the code runs in it, or null.';
comment on column usage.cost_label.owner is 'Who answers for it, or null.';
comment on column usage.cost_label.tenant_rule is 'Which rule gave the tenant.';
comment on column usage.cost_label.tier_rule is 'Which rule gave the tier.';
comment on column usage.cost_label.commit_rule is 'Which rule gave the commit.';
comment on column usage.cost_label.owner_rule is 'Which rule gave the owner.';

create table usage.given_label (
    cluster text not null,
    namespace text not null,
    pod text not null,
    uid text not null,
    from_at timestamptz not null,
    to_at timestamptz not null,
    tenant text,
    tier text,
    commit text,
    owner text,
    path text not null,
    sha256 text not null
);
create index given_label_path on usage.given_label (path);

comment on table usage.given_label is 'One row per line of a label CSV: labels that people gave.';
comment on column usage.given_label.cluster is 'The cluster; empty for any.';
comment on column usage.given_label.namespace is 'The namespace, or empty.';
comment on column usage.given_label.pod is 'The pod''s name, or empty.';
comment on column usage.given_label.uid is 'The pod''s uid, or empty.';
comment on column usage.given_label.from_at is 'From when; -infinity for always.';
comment on column usage.given_label.to_at is 'Until when, exclusive; infinity for ever.';
comment on column usage.given_label.tenant is 'The tenant, or null.';
comment on column usage.given_label.tier is 'The tier, or null.';
comment on column usage.given_label.commit is 'The commit, or null.';
comment on column usage.given_label.owner is 'The owner, or null.';
comment on column usage.given_label.path is 'The file it came with.';
comment on column usage.given_label.sha256 is 'SHA-256 of that file.';
