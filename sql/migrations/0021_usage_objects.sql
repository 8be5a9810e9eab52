-- What nodes, pods, volumes and services are: intervals, from the information series.
create table usage.node (
    cluster text not null,
    node text not null,
    node_pool text,
    instance_type text,
    zone text,
    from_at timestamptz not null,
    to_at timestamptz not null,
    constraint node_pkey primary key (cluster, node, from_at)
);

comment on table usage.node is 'One row per node and interval in which its labels did not change.';
comment on column usage.node.cluster is 'The cluster.';
comment on column usage.node.node is 'The node''s name.';
comment on column usage.node.node_pool is 'The node pool, by the labels of EKS, GKE, AKS, OKE, ACK or Karpenter; null where none says it.';
comment on column usage.node.instance_type is 'The machine type, or null.';
comment on column usage.node.zone is 'The zone, or null.';
comment on column usage.node.from_at is 'From when.';
comment on column usage.node.to_at is 'Until when, exclusive.';

create table usage.pod (
    cluster text not null,
    pod_key text not null,
    namespace text not null,
    pod text not null,
    qos_class text,
    is_host_network boolean not null,
    from_at timestamptz not null,
    to_at timestamptz not null,
    constraint pod_pkey primary key (cluster, pod_key)
);

comment on table usage.pod is 'One row per pod (uid), from when to when it was seen.';
comment on column usage.pod.cluster is 'The cluster.';
comment on column usage.pod.pod_key is 'The pod''s uid; namespace/name where no export says it.';
comment on column usage.pod.namespace is 'The namespace.';
comment on column usage.pod.pod is 'The pod''s name.';
comment on column usage.pod.qos_class is 'Guaranteed, Burstable or BestEffort; null where no export says it.';
comment on column usage.pod.is_host_network is 'Whether it is on the node''s own network, whose traffic is not its own.';
comment on column usage.pod.from_at is 'When it was first seen.';
comment on column usage.pod.to_at is 'Until when it was seen, exclusive.';

create table usage.volume_mount (
    cluster text not null,
    volume text not null,
    resource_key text not null,
    namespace text not null,
    claim text not null,
    pod text not null,
    pod_key text not null,
    from_at timestamptz not null,
    to_at timestamptz not null
);
create index volume_mount_key on usage.volume_mount (resource_key, from_at);

comment on table usage.volume_mount is 'One row per volume, pod that mounts it, and interval.';
comment on column usage.volume_mount.cluster is 'The cluster.';
comment on column usage.volume_mount.volume is 'The PersistentVolume''s name.';
comment on column usage.volume_mount.resource_key is 'The disk as bills name it, from the CSI handle.';
comment on column usage.volume_mount.namespace is 'The claim''s namespace.';
comment on column usage.volume_mount.claim is 'The PersistentVolumeClaim''s name.';
comment on column usage.volume_mount.pod is 'The pod''s name.';
comment on column usage.volume_mount.pod_key is 'The pod''s uid; namespace/name where no export says it.';
comment on column usage.volume_mount.from_at is 'From when the pod mounts it.';
comment on column usage.volume_mount.to_at is 'Until when, exclusive.';

create table usage.service (
    cluster text not null,
    namespace text not null,
    service text not null,
    address text not null,
    ingress text not null,
    host text not null,
    from_at timestamptz not null,
    to_at timestamptz not null
);
create index service_key on usage.service (address) where address <> '';

comment on table usage.service is 'One row per service, its load balancer''s address or the ingress that leads to it, and interval.';
comment on column usage.service.cluster is 'The cluster.';
comment on column usage.service.namespace is 'The namespace.';
comment on column usage.service.service is 'The service''s name.';
comment on column usage.service.address is 'Host name or address of its load balancer, or empty.';
comment on column usage.service.ingress is 'The ingress that leads to it, or empty.';
comment on column usage.service.host is 'The host name of that ingress, or empty.';
comment on column usage.service.from_at is 'From when.';
comment on column usage.service.to_at is 'Until when, exclusive.';
