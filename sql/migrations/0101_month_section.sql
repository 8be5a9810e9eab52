-- What reports show of use, sizes, prices and commits beside cost, as it was when the month was published: usage, thresholds and
-- metrics go on changing, a closed month's report does not.
create table cost.month_section (
    billing_month date not null,
    section text not null constraint month_section_known check (
        section in ('setting', 'efficiency', 'rightsizing', 'machine-price', 'arbitrage', 'machine-commitment', 'commit', 'unit', 'unit-target')
    ),
    billing_currency text,
    team text,
    ordinal integer not null,
    other_count integer,
    cells jsonb not null
);
create index month_section_month on cost.month_section (billing_month, section);

comment on table cost.month_section is 'One row per month, section, currency and row of it, of the organisation and of each team: what a report shows. Months published before there was such a table have none.';
comment on column cost.month_section.billing_month is 'First day of the month.';
comment on column cost.month_section.section is 'What it is about; setting has the thresholds that held.';
comment on column cost.month_section.billing_currency is 'Currency of its amounts; null where it has none.';
comment on column cost.month_section.team is 'Whose report shows it; null for the organisation''s.';
comment on column cost.month_section.ordinal is 'Its place, from 1.';
comment on column cost.month_section.other_count is 'How many rows it stands for where it is all behind the first ones, else null.';
comment on column cost.month_section.cells is 'Its cells by name; numbers are exact.';

insert into org.change_setting (name, value, meaning) values
    ('memory_growth_max', 0.25, 'growth of a pod''s memory from the first to the last day of a month: above it is a finding'),
    ('idle_day_share_min', 0.90, 'share of its pods'' days that are idle from which on a workload is idle in a month''s report'),
    ('go_guaranteed_share', 0.95, 'GOMEMLIMIT divided by the memory limit of a guaranteed pod'),
    ('go_burstable_share', 0.80, 'GOMEMLIMIT divided by the memory limit of a burstable pod');
