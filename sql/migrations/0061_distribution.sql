-- Several rules per pot, each for a part of it; wider bases and scopes; environments; what GPUs weigh.
alter table org.distribution_rule
    drop constraint distribution_rule_once,
    drop constraint distribution_rule_basis,
    drop constraint distribution_rule_scope,
    add column conditions jsonb not null default '{}',
    add column fallback text,
    add constraint distribution_rule_scope check (scope in ('node', 'cluster', 'account', 'environment', 'organisation')),
    add constraint distribution_rule_fallback check (fallback in ('direct', 'even', 'keep'));
comment on table org.distribution_rule is 'One row per rule that shares out a pot or a part of it; of those of a pot that hold, the first counts.';
comment on column org.distribution_rule.basis is 'Of a proportional rule: direct, cpu, memory, gpu, network, storage (direct cost), pods, sidecars, requested cpu, requested memory (usage), or metric NAME.';
comment on column org.distribution_rule.scope is 'Who takes part: those on the node that day, of the cluster, the account, the environment, or the organisation.';
comment on column org.distribution_rule.conditions is 'Which part of the pot: field to patterns of LIKE, as team rules have them.';
comment on column org.distribution_rule.fallback is 'What holds where nobody has the basis: direct, even or keep; null for the next wider scope.';

create table org.environment (
    ordinal integer not null constraint environment_pkey primary key,
    environment text not null constraint environment_once unique,
    conditions jsonb not null
);

comment on table org.environment is 'One row per environment, such as prod or a virtual cluster; the first that holds counts.';
comment on column org.environment.ordinal is 'The first that holds counts.';
comment on column org.environment.environment is 'Its name.';
comment on column org.environment.conditions is 'What must hold of cluster, namespace and account: field to patterns of LIKE.';

alter table org.price_ratio
    drop constraint price_ratio_some,
    add column gpu_weight numeric not null default 0 constraint price_ratio_gpu check (gpu_weight >= 0),
    add constraint price_ratio_some check (cpu_weight + memory_weight + gpu_weight > 0);
comment on column org.price_ratio.gpu_weight is 'The part of a GPU.';
