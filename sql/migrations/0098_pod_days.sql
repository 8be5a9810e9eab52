-- What each pod cost on each day, kept by publish: a day of a large cluster need not be added up from its hours' parts. With it, by team, what
-- of that cost has its labels from defaults alone.
create table cost.pod_day (
    billing_month date not null,
    usage_date date not null,
    part integer not null,
    consumer integer not null,
    billing_currency text not null,
    team text,
    cpu_effective_cost numeric not null,
    memory_effective_cost numeric not null,
    billed_cost numeric not null,
    effective_cost numeric not null,
    contracted_cost numeric not null,
    list_cost numeric not null
) partition by list (billing_month);

comment on table cost.pod_day is 'One row per UTC day, consumer of machines and volumes (a pod between two changes of its labels, or a claim) and currency: exact sums of cost.share.';
comment on column cost.pod_day.billing_month is 'First day of the month whose bill it is from.';
comment on column cost.pod_day.usage_date is 'The UTC day.';
comment on column cost.pod_day.part is 'Which of the month''s sets of consumers the number is of.';
comment on column cost.pod_day.consumer is 'The consumer: cost.consumer says who it is.';
comment on column cost.pod_day.billing_currency is 'The currency; amounts of two currencies are never added.';
comment on column cost.pod_day.team is 'The team that bears it on that day, or null.';
comment on column cost.pod_day.cpu_effective_cost is 'Of the effective cost, what its part of processors is.';
comment on column cost.pod_day.memory_effective_cost is 'Of the effective cost, what its part of memory is.';
comment on column cost.pod_day.billed_cost is 'What is invoiced.';
comment on column cost.pod_day.effective_cost is 'After amortising commitments.';
comment on column cost.pod_day.contracted_cost is 'At contracted prices, as far as the bill has them.';
comment on column cost.pod_day.list_cost is 'At list prices, as far as the bill has them.';

create table cost.defaulted_day (
    billing_month date not null,
    usage_date date not null,
    billing_currency text not null,
    team text,
    field text not null constraint defaulted_day_field check (field in ('tenant', 'tier', 'commit', 'owner')),
    billed_cost numeric not null,
    effective_cost numeric not null
);
create index defaulted_day_month on cost.defaulted_day (billing_month, usage_date);

comment on table cost.defaulted_day is 'One row per UTC day, currency, team and field: cost of pods whose field only a literal of the configuration gave.';
comment on column cost.defaulted_day.billing_month is 'First day of the month whose bill it is from.';
comment on column cost.defaulted_day.usage_date is 'The UTC day.';
comment on column cost.defaulted_day.billing_currency is 'The currency; amounts of two currencies are never added.';
comment on column cost.defaulted_day.team is 'The team that bears it, or null.';
comment on column cost.defaulted_day.field is 'tenant, tier, commit or owner.';
comment on column cost.defaulted_day.billed_cost is 'What is invoiced.';
comment on column cost.defaulted_day.effective_cost is 'After amortising commitments.';

-- What is published already.
do $$
declare
    shares record;
    suffix text;
begin
    for shares in
        select pg_class.relname, substring(pg_class.relname from '_(\d{4}_\d{2})$') as month
        from pg_inherits
        inner join pg_class on pg_class.oid = pg_inherits.inhrelid
        where pg_inherits.inhparent = 'cost.share'::regclass
    loop
        suffix := '_' || shares.month;
        execute format('create table cost.%I (like cost.pod_day including constraints)', 'pod_day' || suffix);
        execute format(
            'insert into cost.%I '
            'select parts.billing_month, parts.usage_date, parts.part, parts.consumer, parts.billing_currency, consumer.team, '
            'coalesce(sum(parts.effective_cost) filter (where parts.kind = ''cpu''), 0), '
            'coalesce(sum(parts.effective_cost) filter (where parts.kind = ''memory''), 0), '
            'sum(case when parts.is_billed then coalesce(parts.effective_cost, 0) else coalesce(parts.billed_cost, 0) end), '
            'coalesce(sum(parts.effective_cost), 0), '
            'sum(case when parts.is_contracted then coalesce(parts.effective_cost, 0) else coalesce(parts.contracted_cost, 0) end), '
            'sum(case when parts.is_list then coalesce(parts.effective_cost, 0) else coalesce(parts.list_cost, 0) end) '
            'from ('
            '    select billing_month, usage_date, part, billing_currency, kind, billed_cost is null as is_billed, '
            '        contracted_cost is null as is_contracted, list_cost is null as is_list, '
            '        unnest(consumers) as consumer, unnest(billed_cost) as billed_cost, unnest(effective_cost) as effective_cost, '
            '        unnest(contracted_cost) as contracted_cost, unnest(list_cost) as list_cost '
            '    from cost.%I'
            ') as parts '
            'inner join cost.%I as consumer '
            '    on consumer.part = parts.part and consumer.consumer = parts.consumer '
            '    and consumer.valid_from <= parts.usage_date and consumer.valid_to > parts.usage_date '
            'group by 1, 2, 3, 4, 5, 6',
            'pod_day' || suffix, 'share' || suffix, 'consumer' || suffix);
        execute format('create index on cost.%I (usage_date, team)', 'pod_day' || suffix);
        execute format(
            'alter table cost.pod_day attach partition cost.%I for values in (%L)', 'pod_day' || suffix,
            to_date(shares.month, 'YYYY_MM'));
        execute format('analyze cost.%I', 'pod_day' || suffix);
    end loop;
end
$$;

insert into cost.defaulted_day (billing_month, usage_date, billing_currency, team, field, billed_cost, effective_cost)
select
    pods.billing_month, pods.usage_date, pods.billing_currency, pods.team, field.field,
    sum(pods.billed_cost), sum(pods.effective_cost)
from cost.pod_day as pods
inner join cost.consumer as consumer
    on consumer.billing_month = pods.billing_month and consumer.part = pods.part and consumer.consumer = pods.consumer
    and consumer.valid_from <= pods.usage_date and consumer.valid_to > pods.usage_date
cross join lateral (
    values ('tenant', consumer.tenant), ('tier', consumer.tier), ('commit', consumer.commit), ('owner', consumer.owner)
) as field (field, value)
where consumer.pod is not null and field.value is not null
    and (
        select min(given.rule)
        from usage.cost_label as labels
        cross join lateral (
            values
                ('tenant', labels.tenant, labels.tenant_rule), ('tier', labels.tier, labels.tier_rule),
                ('commit', labels.commit, labels.commit_rule), ('owner', labels.owner, labels.owner_rule)
        ) as given (field, value, rule)
        where labels.cluster = consumer.cluster and labels.pod_key = consumer.pod_key
            and given.field = field.field and given.value = field.value
    ) like 'always %'
group by 1, 2, 3, 4, 5;
