-- Which controller each pod belongs to.
create table usage.pod_workload (
    cluster text not null,
    pod_key text not null,
    workload text not null,
    constraint pod_workload_pkey primary key (cluster, pod_key)
);

comment on table usage.pod_workload is 'One row per pod whose controller is known.';
comment on column usage.pod_workload.cluster is 'The cluster.';
comment on column usage.pod_workload.pod_key is 'The pod''s uid; namespace/name where no export says it.';
comment on column usage.pod_workload.workload is 'The controller, e.g. Deployment/api.';
