-- What the provider's split gives pods of machines, of the month; only where the configuration goes by it.
drop table if exists pg_temp.work_provider_line;
create temp table work_provider_line (
    resource_key text not null,
    usage_date date not null,
    started_at timestamptz not null,
    ended_at timestamptz not null,
    cluster text not null,
    pod_key text not null,
    part text not null,
    split numeric not null,
    unused numeric not null
) on commit drop;
create index on work_provider_line (usage_date);
