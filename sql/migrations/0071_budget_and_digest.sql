-- The configuration's budgets, for people who read them by SQL; and which team's digest of a month went out by mail.
create table org.budget (
    budget text not null constraint budget_pkey primary key,
    scope_kind text not null,
    scope_name text not null,
    period text not null constraint budget_period check (period in ('month', 'quarter', 'year')),
    billing_currency text not null,
    cost text not null constraint budget_cost check (cost in ('effective', 'billed', 'list', 'contracted')),
    amount numeric not null constraint budget_amount check (amount > 0 and amount < 'Infinity')
);

comment on table org.budget is 'One row per budget of the configuration, as the last run or allocation read it.';
comment on column org.budget.budget is 'The budget''s name.';
comment on column org.budget.scope_kind is 'organisation, team, tenant, tier, namespace, service, account, cluster, owner or commit.';
comment on column org.budget.scope_name is 'Which one; empty for the organisation.';
comment on column org.budget.period is 'How long the amount lasts: month, quarter or year.';
comment on column org.budget.billing_currency is 'The currency of the amount.';
comment on column org.budget.cost is 'Which cost counts: effective, billed, list or contracted.';
comment on column org.budget.amount is 'What the scope may cost in the period.';

create table ops.digest (
    billing_month date not null,
    billing_currency text not null,
    team text not null,
    address text not null,
    books_digest text not null,
    state text not null constraint digest_state check (state in ('provisional', 'final')),
    attempt_count integer not null default 0,
    last_attempt_at timestamptz,
    last_outcome text,
    delivered_at timestamptz,
    constraint digest_once primary key (billing_month, billing_currency, team, address, books_digest, state)
);

comment on table ops.digest is 'One row per month, currency, team, address and published state of the month: the mail that tells of it, sent once.';
comment on column ops.digest.billing_month is 'First day of the month.';
comment on column ops.digest.billing_currency is 'The currency of the report.';
comment on column ops.digest.team is 'The team.';
comment on column ops.digest.address is 'To whom.';
comment on column ops.digest.books_digest is 'Digest of the published rows that it tells of.';
comment on column ops.digest.state is 'provisional, or final once the month is closed.';
comment on column ops.digest.attempt_count is 'How often it was tried, noted before each attempt.';
comment on column ops.digest.last_attempt_at is 'When it was last tried.';
comment on column ops.digest.last_outcome is 'What came of that; null where the process ended before it could say.';
comment on column ops.digest.delivered_at is 'When the mail server took it, or null.';
