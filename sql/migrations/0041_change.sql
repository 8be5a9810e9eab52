-- Cost of changes: what counts as healthy, measured throughput, and what the gate decided.
create table org.change_setting (
    name text not null constraint change_setting_pkey primary key,
    value numeric not null constraint change_setting_number check (value >= 0 and value < 'Infinity'),
    meaning text not null
);

insert into org.change_setting (name, value, meaning) values
    ('cpu_healthy_min', 0.40, 'CPU used divided by requested: from here on it is healthy'),
    ('cpu_healthy_max', 0.70, 'CPU used divided by requested: up to here it is healthy'),
    ('memory_healthy_min', 0.50, 'memory used divided by requested: from here on it is healthy'),
    ('memory_healthy_max', 0.80, 'memory used divided by requested: up to here it is healthy'),
    ('sizing_days', 14, 'days before the newest day with usage that sizing looks at'),
    ('sizing_hours_min', 24, 'hours of pods below which nothing is suggested'),
    ('sizing_cpu_percentile', 0.95, 'percentile of the hours'' CPU that a request is to hold'),
    ('sizing_cpu_head_room', 0.15, 'CPU on top of that percentile'),
    ('sizing_memory_head_room', 0.20, 'memory on top of the greatest hour'),
    ('sizing_cpu_floor_cores', 0.01, 'no smaller CPU request is suggested'),
    ('sizing_memory_floor_bytes', 33554432, 'no smaller memory request is suggested'),
    ('idle_cpu_max', 0.30, 'CPU used divided by requested: below it an hour is idle'),
    ('idle_unused_min', 0.60, 'share of the reservation that is unused: above it an hour is idle'),
    ('idle_hours_min', 24, 'idle hours in a row, the newest one included, that make a candidate'),
    ('unit_quantity_min', 1000, 'quantity of a metric below which there is no unit cost'),
    ('arbitrage_min', 0.35, 'price difference to the cheapest above which it is a finding'),
    ('vcpu_per_gib', 9, 'how many times a GiB a vCPU counts in prices');

comment on table org.change_setting is 'One row per threshold of report.efficiency, rightsizing, idle_reclaim, unit_cost and arbitrage.';
comment on column org.change_setting.name is 'Its name.';
comment on column org.change_setting.value is 'Its value; change it with update.';
comment on column org.change_setting.meaning is 'What it does.';

create table org.instance_throughput (
    instance_type text not null,
    benchmark text not null,
    operations_per_second numeric not null constraint instance_throughput_positive check (
        operations_per_second > 0 and operations_per_second < 'Infinity'
    ),
    constraint instance_throughput_pkey primary key (instance_type, benchmark)
);

comment on table org.instance_throughput is 'One row per machine type and benchmark: what was measured, given by people.';
comment on column org.instance_throughput.instance_type is 'The machine type, e.g. m7g.2xlarge.';
comment on column org.instance_throughput.benchmark is 'What was measured, in words.';
comment on column org.instance_throughput.operations_per_second is 'Operations per second that it sustains.';

create table ops.change_decision (
    decided_at timestamptz not null default now(),
    service text not null,
    base text not null,
    head text not null,
    verdict text not null constraint change_decision_verdict check (verdict in ('passed', 'blocked')),
    rules text[] not null,
    rules_sha256 text not null,
    billing_currency text not null,
    metric text not null,
    base_cost_per_thousand numeric not null,
    head_cost_per_thousand numeric not null,
    base_load_per_hour numeric not null
);

comment on table ops.change_decision is 'One row per decision of the gate; it only grows.';
comment on column ops.change_decision.decided_at is 'When it was decided.';
comment on column ops.change_decision.service is 'The service: cluster/namespace/Kind/name.';
comment on column ops.change_decision.base is 'What it was compared with: a commit or days.';
comment on column ops.change_decision.head is 'What was to be merged: a commit or days.';
comment on column ops.change_decision.verdict is 'passed or blocked.';
comment on column ops.change_decision.rules is 'The rules that blocked it.';
comment on column ops.change_decision.rules_sha256 is 'SHA-256 of the rule file.';
comment on column ops.change_decision.billing_currency is 'The currency.';
comment on column ops.change_decision.metric is 'The metric that says the load.';
comment on column ops.change_decision.base_cost_per_thousand is 'Direct effective cost per thousand of the metric, base.';
comment on column ops.change_decision.head_cost_per_thousand is 'Direct effective cost per thousand of the metric, head.';
comment on column ops.change_decision.base_load_per_hour is 'The metric per hour, base.';
