-- The organisation: teams, the dated rules that find them, and the rules that share out pots.
create schema org;
comment on schema org is 'Teams and rules, as the configuration gives them.';

create table org.team (
    team text not null constraint team_pkey primary key,
    cost_centre text,
    email text
);

comment on table org.team is 'One row per team of the configuration.';
comment on column org.team.team is 'The team''s name.';
comment on column org.team.cost_centre is 'Its cost centre in the books.';
comment on column org.team.email is 'Where its reports go.';

create table org.team_rule (
    ordinal integer not null constraint team_rule_pkey primary key,
    team text not null,
    conditions jsonb not null,
    valid_from date not null,
    valid_to date not null,
    description text not null,
    constraint team_rule_dates check (valid_from < valid_to)
);

comment on table org.team_rule is 'One row per rule that finds a team; of those that hold, the first counts.';
comment on column org.team_rule.ordinal is 'Its place, from 1.';
comment on column org.team_rule.team is 'The team, or a field in braces whose value names it: {owner}.';
comment on column org.team_rule.conditions is 'Field → list of LIKE patterns of which one must hold; all fields must.';
comment on column org.team_rule.valid_from is 'First day.';
comment on column org.team_rule.valid_to is 'First day no longer.';
comment on column org.team_rule.description is 'The rule in words, as allocations name it.';

create table org.distribution_rule (
    ordinal integer not null constraint distribution_rule_pkey primary key,
    pot text not null constraint distribution_rule_once unique,
    method text not null constraint distribution_rule_method check (method in ('keep', 'proportional', 'even', 'fixed')),
    basis text not null constraint distribution_rule_basis check (basis in ('direct', 'cpu', 'memory')),
    scope text not null constraint distribution_rule_scope check (scope in ('node', 'cluster', 'organisation')),
    team text,
    parts jsonb not null
);

comment on table org.distribution_rule is 'One row per kind of shared cost: who bears it.';
comment on column org.distribution_rule.ordinal is 'Its place, from 1.';
comment on column org.distribution_rule.pot is 'idle, platform, tax, support, credit, refund, adjustment, unused commitment, commitment purchase or shared.';
comment on column org.distribution_rule.method is 'keep, proportional, even or fixed.';
comment on column org.distribution_rule.basis is 'For proportional: direct (effective cost), cpu or memory cost.';
comment on column org.distribution_rule.scope is 'Among whom: node, cluster or organisation.';
comment on column org.distribution_rule.team is 'For keep: the team that keeps it.';
comment on column org.distribution_rule.parts is 'For fixed: team → weight.';

create table org.price_ratio (
    instance_family text not null constraint price_ratio_pkey primary key,
    cpu_weight numeric not null constraint price_ratio_cpu check (cpu_weight >= 0),
    memory_weight numeric not null constraint price_ratio_memory check (memory_weight >= 0),
    constraint price_ratio_some check (cpu_weight + memory_weight > 0)
);

comment on table org.price_ratio is 'One row per instance family: what a vCPU costs against a GiB.';
comment on column org.price_ratio.instance_family is 'The family, e.g. m5; * for all others.';
comment on column org.price_ratio.cpu_weight is 'Price of one vCPU.';
comment on column org.price_ratio.memory_weight is 'Price of one GiB, in the same unit.';

create table org.allocation_policy (
    is_only boolean not null default true constraint allocation_policy_pkey primary key constraint allocation_policy_one check (is_only),
    split text not null constraint allocation_policy_split check (split in ('max', 'requested', 'used')),
    usage_missing text not null constraint allocation_policy_missing check (usage_missing in ('hold', 'unallocated')),
    platform_namespaces text[] not null,
    configuration_sha256 text not null
);

comment on table org.allocation_policy is 'One row: how nodes are split and what is platform.';
comment on column org.allocation_policy.is_only is 'Always true: there is one row.';
comment on column org.allocation_policy.split is 'max(requested, used), requested or used.';
comment on column org.allocation_policy.usage_missing is 'What becomes of a node''s hour without usage: hold or unallocated.';
comment on column org.allocation_policy.platform_namespaces is 'LIKE patterns of namespaces whose pods are platform.';
comment on column org.allocation_policy.configuration_sha256 is 'SHA-256 of the configuration that matters for allocation.';
