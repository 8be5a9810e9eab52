-- The tables that an export works in, most of them for some days at a time; they are gone when its transaction ends.
drop table if exists
    pg_temp.focus_scope, pg_temp.focus_item, pg_temp.focus_team, pg_temp.focus_line, pg_temp.focus_share,
    pg_temp.focus_cell, pg_temp.focus_place cascade;

-- Which team's rows are wanted; null for all.
create temp table focus_scope (team text) on commit drop;

-- What each item of the month is (cost.charge_class), and by which words a tagged one finds its team.
create temp table focus_item (
    item_key uuid primary key,
    class text not null,
    tenant text,
    tier text,
    commit text,
    owner text,
    facts jsonb
) on commit drop;

create temp table focus_team (
    facts jsonb not null,
    valid_from date not null,
    valid_to date not null,
    team text
) on commit drop;

-- Bill lines with what of their costs is not placed yet.
create temp table focus_line (
    line integer primary key,
    origin text not null,
    billing_account_id text not null,
    billing_period_started_at timestamptz not null,
    billing_period_ended_at timestamptz not null,
    charge_period_started_at timestamptz not null,
    charge_period_ended_at timestamptz not null,
    consumed_quantity numeric,
    pricing_quantity numeric,
    commitment_discount_quantity numeric,
    pricing_currency_effective_cost numeric,
    has_contracted_cost boolean not null,
    has_list_cost boolean not null,
    resource_id text,
    item_key uuid not null,
    group_key text[] not null,
    cell_1 integer,
    cell_2 integer,
    cell_3 integer,
    -- The cost that ratios are of: the first that is not nought.
    lead text,
    lead_cost numeric,
    billed_cost numeric not null,
    effective_cost numeric not null,
    contracted_cost numeric not null,
    list_cost numeric not null
) on commit drop;

-- Their days' allocation, and up to where each share comes when its cell's are laid end to end.
create temp table focus_share (
    share integer primary key,
    consumer integer not null,
    cell integer,
    usage_date date not null,
    group_key text[] not null,
    hour smallint,
    family text,
    words text[],
    resource_key text not null,
    cluster text,
    namespace text,
    workload text,
    pod text,
    pod_key text,
    tenant text,
    tier text,
    commit text,
    owner text,
    team text,
    kind text not null,
    is_shared boolean not null,
    reason text,
    rule text not null,
    usage_unit text,
    usage_quantity numeric,
    billed_cost numeric not null,
    effective_cost numeric not null,
    contracted_cost numeric not null,
    list_cost numeric not null,
    billed_upto numeric,
    effective_upto numeric,
    contracted_upto numeric,
    list_upto numeric
) on commit drop;
create index on focus_share (cell);

-- Where lines and shares meet: stage 1 by what was charged and its hour, 2 by the hour, 3 by resource and day.
create temp table focus_cell (
    cell integer generated always as identity primary key,
    stage smallint not null,
    key text[] not null,
    grain numeric,
    lead text,
    billed_total numeric not null default 0,
    effective_total numeric not null default 0,
    contracted_total numeric not null default 0,
    list_total numeric not null default 0,
    billed_shares numeric not null default 0,
    effective_shares numeric not null default 0,
    contracted_shares numeric not null default 0,
    list_shares numeric not null default 0
) on commit drop;
-- Keys are long: a hash has no limit.
create index on focus_cell using hash (key);

-- What a line brings into a cell, and up to where it comes when the cell's lines are laid end to end.
create temp table focus_place (
    line integer not null,
    cell integer not null,
    billed_cost numeric not null,
    effective_cost numeric not null,
    contracted_cost numeric not null,
    list_cost numeric not null,
    billed_upto numeric not null,
    effective_upto numeric not null,
    contracted_upto numeric not null,
    list_upto numeric not null
) on commit drop;
