-- The tables of distributions, and what an allocation comes to.
-- What distributions go by: direct effective cost.
create temp table work_basis (
    resource_key text,
    usage_date date,
    cluster text,
    namespace text,
    tenant text,
    tier text,
    commit text,
    owner text,
    team text,
    account text,
    kind text not null,
    billing_currency text not null,
    effective_cost numeric not null
) on commit drop;

-- What they go by besides: what pods did.
create temp table work_usage_basis (
    basis text not null,
    cluster text,
    namespace text,
    tenant text,
    tier text,
    commit text,
    owner text,
    team text,
    quantity numeric not null
) on commit drop;

-- What belongs to no consumer by itself: to be distributed.
create temp table work_shared (
    pot integer generated always as identity primary key,
    kind text not null,
    resource_key text not null,
    -- Whose consumers share it: the machine; for a negation the machine that it covers.
    basis_resource_key text not null,
    cluster text,
    namespace text,
    node text,
    -- Which rule shares it out, in which environment it arose (91_pot_rules.sql).
    ordinal integer,
    environment text,
    usage_date date not null,
    source text not null,
    billing_account_id text not null,
    sub_account_id text,
    service_name text,
    billing_currency text not null,
    billed_cost numeric not null,
    effective_cost numeric not null,
    contracted_cost numeric not null,
    list_cost numeric not null
) on commit drop;

-- The same, of all days: what is not distributed within its machine and day.
create temp table work_month_shared (like work_shared including identity) on commit drop;

-- Among whom a rule distributes, and how: those of a machine and day (level 1), of a cluster, an account or an environment
-- (2), of the organisation (3).
create temp table work_scope (
    window_id integer generated always as identity primary key,
    ordinal integer not null,
    level smallint not null,
    is_fallback boolean not null,
    method text not null,
    basis text not null,
    resource_key text,
    usage_date date,
    cluster text,
    account text,
    environment text,
    billing_currency text not null
) on commit drop;

-- Who takes part in distributions: consumers without their pods.
create temp table work_group (
    consumer integer not null,
    cluster text,
    namespace text,
    tenant text,
    tier text,
    commit text,
    owner text,
    team text
) on commit drop;

-- What is placed whole, as it grows; published when it is proven.
create temp table work_allocation (like cost.placement) on commit drop;

-- The daily mart as it grows.
create temp table work_day (like cost.day) on commit drop;

-- What was placed, by resource: to be held against the bill.
create temp table work_placed (
    resource_key text not null,
    usage_date date not null,
    billing_currency text not null,
    billed_cost numeric not null,
    effective_cost numeric not null,
    contracted_cost numeric not null,
    list_cost numeric not null
) on commit drop;

-- What each day of the bill is worked out from.
create temp table work_input (
    usage_date date primary key,
    from_date date not null,
    to_date date not null,
    charge_digest text not null,
    usage_digest text not null,
    label_digest text not null
) on commit drop;
