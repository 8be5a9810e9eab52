-- What pods did on machines and in accounts, where a rule goes by it.
drop table if exists pg_temp.work_scope_usage;
create temp table work_scope_usage (
    basis text not null,
    resource_key text,
    usage_date date,
    account text,
    cluster text,
    namespace text,
    tenant text,
    tier text,
    commit text,
    owner text,
    team text,
    quantity numeric not null
) on commit drop
