-- Environments that are told by labels of namespaces, as virtual clusters are, have a part per cluster.
alter table org.environment
    drop constraint environment_pkey,
    drop constraint environment_once,
    add column part integer not null default 0,
    add constraint environment_pkey primary key (ordinal, part);
comment on table org.environment is 'One row per environment, such as prod or a virtual cluster, and part of it; the first that holds counts.';
comment on column org.environment.part is '0; of an environment that goes by labels of namespaces from 1 on, one per cluster that has any.';
