-- The tables one allocation works in; they are gone when its transaction ends.
drop table if exists
    pg_temp.work_item, pg_temp.work_pot, pg_temp.work_month_pot, pg_temp.work_days, pg_temp.work_kept_day, pg_temp.work_consumer,
    pg_temp.work_consumer_team, pg_temp.work_pod_consumer, pg_temp.work_window, pg_temp.work_window_sum, pg_temp.work_weight, pg_temp.work_range, pg_temp.work_place_weight, pg_temp.work_sharer, pg_temp.work_amount, pg_temp.work_share,
    pg_temp.work_direct, pg_temp.work_pod_sum, pg_temp.work_basis, pg_temp.work_usage_basis, pg_temp.work_shared, pg_temp.work_month_shared, pg_temp.work_scope,
    pg_temp.work_group, pg_temp.work_allocation, pg_temp.work_day, pg_temp.work_placed, pg_temp.work_input;

create temp table work_item (
    item_key uuid primary key,
    class text not null,
    instance_family text not null
) on commit drop;

-- The days whose inputs are those they were published from: they stay as they are.
create temp table work_kept_day (usage_date date primary key) on commit drop;

-- The days that are worked out together.
create temp table work_days (usage_date date primary key) on commit drop;

-- From which day to before which day they need usage.
create temp table work_range (from_date date, to_date date) on commit drop;

-- Charges of one resource, window and class, added up: what is divided at once. Of the month while steps 10 to 39 run,
-- of the days at hand from 40 on.
create temp table work_pot (
    pot integer generated always as identity primary key,
    class text not null,
    resource_key text not null,
    basis_resource_key text,
    usage_date date not null,
    hour smallint,
    started_at timestamptz not null,
    ended_at timestamptz not null,
    source text not null,
    billing_account_id text not null,
    sub_account_id text,
    service_name text,
    item_key uuid,
    instance_family text not null,
    billing_currency text not null,
    billed_cost numeric not null,
    effective_cost numeric not null,
    contracted_cost numeric not null,
    list_cost numeric not null
) on commit drop;

-- Whoever can bear cost: a pod between two changes of its labels, a claim, or a tagged resource.
create temp table work_consumer (
    consumer integer not null,
    consumer_key text not null,
    cluster text,
    namespace text,
    workload text,
    pod text,
    pod_key text,
    tenant text,
    tier text,
    commit text,
    owner text,
    item_key uuid,
    facts jsonb not null
) on commit drop;

create temp table work_consumer_team (
    consumer integer not null,
    valid_from date not null,
    valid_to date not null,
    team text,
    rule text
) on commit drop;

-- Pods, and how many consumers each of them is: one but where its labels change.
create temp table work_pod_consumer (
    cluster text,
    pod_key text not null,
    consumer integer not null,
    consumer_count bigint not null
) on commit drop;

-- How much of a node's window each consumer counts, and how much the node has.
create temp table work_window (
    window_id integer generated always as identity primary key,
    resource_key text not null,
    started_at timestamptz not null,
    ended_at timestamptz not null,
    -- Set where the window is this very hour of one node: no pod is there twice.
    usage_date date,
    hour smallint,
    cluster text,
    node text,
    cpu_capacity numeric,
    memory_capacity numeric
) on commit drop;

create temp table work_weight (
    window_id integer not null,
    consumer integer not null,
    cpu numeric not null,
    memory numeric not null
) on commit drop;

-- How much all consumers of a window count together; what several rows say of one window adds up.
create temp table work_window_sum (
    window_id integer not null,
    cpu numeric not null,
    memory numeric not null
) on commit drop;

-- How much each pod counts in the windows of what serves clusters, at which level (1 service, 2 namespace, 3 cluster).
create temp table work_place_weight (
    window_id integer not null,
    level integer not null,
    basis text not null,
    cluster text not null,
    pod_key text not null,
    weight numeric not null
) on commit drop;

-- The amounts to be split among a window's consumers; the flags say which costs each is. Equal ones are split as one.
create temp table work_amount (
    pot integer not null,
    kind text not null,
    window_id integer not null,
    amount numeric not null,
    idle_weight numeric not null,
    total_weight numeric not null,
    is_billed boolean not null,
    is_effective boolean not null,
    is_contracted boolean not null,
    is_list boolean not null
) on commit drop;

-- The parts of each pot and kind, in the order of consumers. Null stands for the same as effective, empty for nought.
create temp table work_share (
    pot integer not null,
    kind text not null,
    consumers integer[] not null,
    billed_cost numeric[],
    effective_cost numeric[] not null,
    contracted_cost numeric[],
    list_cost numeric[]
) on commit drop;
