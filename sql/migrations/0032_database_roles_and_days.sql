-- Who may see what: the roles of the database that chargeback has granted rights to. sql/roles makes them true.
create table org.database_role (
    role_name text not null,
    role_kind text not null constraint database_role_kind check (role_kind in ('team', 'analyst', 'reporter', 'loader')),
    team text,
    granted_at timestamptz not null default clock_timestamp(),
    constraint database_role_once unique nulls not distinct (role_name, role_kind, team),
    constraint database_role_team check ((role_kind = 'team') = (team is not null))
);

comment on table org.database_role is 'One row per role of the database and what it was granted: a team, or all of them.';
comment on column org.database_role.role_name is 'The role, as PostgreSQL names it.';
comment on column org.database_role.role_kind is
    'team sees one team, analyst all teams, reporter also how the runs went; loader does what the owner does, but cannot grant.';
comment on column org.database_role.team is 'The team whose costs it sees; null unless role_kind is team.';
comment on column org.database_role.granted_at is 'Since when.';

-- Daily sums of the published mart by team and kind, kept by publish, for the days of a month in reports.
create table cost.team_day (
    billing_month date not null,
    usage_date date not null,
    billing_currency text not null,
    team text,
    kind text not null,
    direct_billed_cost numeric not null,
    shared_billed_cost numeric not null,
    direct_effective_cost numeric not null,
    shared_effective_cost numeric not null,
    direct_contracted_cost numeric not null,
    shared_contracted_cost numeric not null,
    direct_list_cost numeric not null,
    shared_list_cost numeric not null
);
create index team_day_team on cost.team_day (billing_month, team);

comment on table cost.team_day is 'One row per UTC day, currency, team and kind: exact sums of cost.day.';
comment on column cost.team_day.billing_month is 'First day of the month whose bill it is from.';
comment on column cost.team_day.usage_date is 'The UTC day the charge period starts on.';
comment on column cost.team_day.billing_currency is 'The currency; amounts of two currencies are never added.';
comment on column cost.team_day.team is 'The team that bears it; null where none is found.';
comment on column cost.team_day.kind is 'What it is: cpu, memory, idle, tax, and so on.';
comment on column cost.team_day.direct_billed_cost is 'Billed cost that it caused itself.';
comment on column cost.team_day.shared_billed_cost is 'Its shares of common pots, billed cost.';
comment on column cost.team_day.direct_effective_cost is 'Effective cost that it caused itself.';
comment on column cost.team_day.shared_effective_cost is 'Its shares of common pots, effective cost.';
comment on column cost.team_day.direct_contracted_cost is 'Contracted cost that it caused itself.';
comment on column cost.team_day.shared_contracted_cost is 'Its shares of common pots, contracted cost.';
comment on column cost.team_day.direct_list_cost is 'List cost that it caused itself.';
comment on column cost.team_day.shared_list_cost is 'Its shares of common pots, list cost.';

insert into cost.team_day (
    billing_month, usage_date, billing_currency, team, kind,
    direct_billed_cost, shared_billed_cost, direct_effective_cost, shared_effective_cost,
    direct_contracted_cost, shared_contracted_cost, direct_list_cost, shared_list_cost
)
select
    billing_month, usage_date, billing_currency, team, kind,
    trim_scale(coalesce(sum(billed_cost) filter (where not is_shared), 0)),
    trim_scale(coalesce(sum(billed_cost) filter (where is_shared), 0)),
    trim_scale(coalesce(sum(effective_cost) filter (where not is_shared), 0)),
    trim_scale(coalesce(sum(effective_cost) filter (where is_shared), 0)),
    trim_scale(coalesce(sum(contracted_cost) filter (where not is_shared), 0)),
    trim_scale(coalesce(sum(contracted_cost) filter (where is_shared), 0)),
    trim_scale(coalesce(sum(list_cost) filter (where not is_shared), 0)),
    trim_scale(coalesce(sum(list_cost) filter (where is_shared), 0))
from cost.day
group by 1, 2, 3, 4, 5;
