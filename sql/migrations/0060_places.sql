-- What serves a cluster without being one of its machines or volumes, and how bills call clusters.
create table usage.item_place (
    billing_month date not null,
    item_key uuid not null,
    class text not null constraint item_place_class check (class in ('load balancer', 'cluster network', 'cluster fee', 'pod')),
    place text not null,
    cluster text not null,
    namespace text,
    service text,
    ingress text,
    pod text,
    pod_key text,
    constraint item_place_pkey primary key (billing_month, item_key)
);

comment on table usage.item_place is 'One row per month and bill item that serves a cluster: a load balancer, a NAT gateway, a cluster''s fee, a serverless pod.';
comment on column usage.item_place.billing_month is 'First day of the month whose bill has the item.';
comment on column usage.item_place.item_key is 'The item.';
comment on column usage.item_place.class is 'What it is: load balancer, cluster network, cluster fee or pod.';
comment on column usage.item_place.place is 'Whom it serves, in a word: what is charged for the same place is divided alike.';
comment on column usage.item_place.cluster is 'The cluster that it serves.';
comment on column usage.item_place.namespace is 'The namespace that it serves, or null for the whole cluster.';
comment on column usage.item_place.service is 'The service that it leads to, or null.';
comment on column usage.item_place.ingress is 'The ingress that it leads to, or * for all of the cluster, or null.';
comment on column usage.item_place.pod is 'The pod that it is, or null.';
comment on column usage.item_place.pod_key is 'That pod''s uid; namespace/name where nothing says it.';

create table org.cluster_name (
    ordinal integer not null constraint cluster_name_pkey primary key,
    cluster text not null,
    also text[] not null,
    resources text[] not null
);

comment on table org.cluster_name is 'One row per cluster of the configuration: how bills call it and which resources serve it as a whole.';
comment on column org.cluster_name.ordinal is 'The first that fits counts.';
comment on column org.cluster_name.cluster is 'The cluster, as its range exports are loaded.';
comment on column org.cluster_name.also is 'Patterns of LIKE: how ARNs, ids and tags call it.';
comment on column org.cluster_name.resources is 'Patterns of LIKE: ids of what serves the cluster as a whole.';

alter table org.allocation_policy add column ingress_controllers text[] not null default '{}';
comment on column org.allocation_policy.ingress_controllers is 'Patterns of LIKE for namespace/service: load balancers of these serve all that ingresses lead to.';


-- A cluster's own fee is a kind of cost of its own.
alter table cost.placement drop constraint placement_kind_known, add constraint placement_kind_known check (kind in (
    'cpu', 'memory', 'gpu', 'storage', 'network',
    'load balancer', 'direct', 'idle', 'platform', 'control plane', 'sidecar',
    'shared', 'commitment purchase', 'unused commitment', 'support', 'tax',
    'credit', 'refund', 'adjustment', 'unallocated'
));
alter table cost.day drop constraint day_kind_known, add constraint day_kind_known check (kind in (
    'cpu', 'memory', 'gpu', 'storage', 'network',
    'load balancer', 'direct', 'idle', 'platform', 'control plane', 'sidecar',
    'shared', 'commitment purchase', 'unused commitment', 'support', 'tax',
    'credit', 'refund', 'adjustment', 'unallocated'
));
alter table cost.share drop constraint share_kind_known, add constraint share_kind_known check (kind in (
    'cpu', 'memory', 'gpu', 'storage', 'network', 'load balancer'
));
comment on column cost.placement.kind is 'What it is: cpu, memory, gpu, storage, network, load balancer, direct, idle, platform, control plane, sidecar, shared, commitment purchase, unused commitment, support, tax, credit, refund, adjustment, unallocated.';
comment on column cost.day.kind is 'What it is: cpu, memory, gpu, storage, network, load balancer, direct, idle, platform, control plane, sidecar, shared, commitment purchase, unused commitment, support, tax, credit, refund, adjustment, unallocated.';
