-- What commits cost in month $1: tenant, tier, average cost per day, commit, responsible person; of the organisation and of each
-- team, direct and shared. The fifty dearest, the others summed.
insert into cost.month_section (billing_month, section, billing_currency, team, ordinal, other_count, cells)
with

days as materialized (

    select
        billing_currency, team, tenant, tier, commit, owner, usage_date, sum(effective_cost) as amount,
        bool_or(not is_shared) as is_direct
    from cost.day
    where billing_month = $1::date and commit is not null
    group by 1, 2, 3, 4, 5, 6, 7

),

of_all as (

    select billing_currency, team, tenant, tier, commit, owner, usage_date, amount, is_direct
    from days
    where team is not null
    union all
    select billing_currency, null, tenant, tier, commit, owner, usage_date, sum(amount), bool_or(is_direct)
    from days
    group by 1, 3, 4, 5, 6, 7

),

lives as (

    select
        billing_currency, team, tenant, tier, commit, owner, sum(amount) as amount,
        min(usage_date) filter (where is_direct) as first_date, max(usage_date) filter (where is_direct) as last_date,
        count(*) filter (where is_direct) as day_count
    from of_all
    group by 1, 2, 3, 4, 5, 6

),

ranked as (

    select
        lives.*,
        row_number() over (
            partition by billing_currency, team
            order by amount desc, commit collate "C", tenant collate "C", tier collate "C", owner collate "C"
        )::integer as ordinal
    from lives

),

-- Labels often have the abbreviated hash; one that is the start of several commits is none's.
named as (

    select abbreviated.commit, min(known.author) as author
    from (select distinct commit from ranked where ordinal <= 50 and length(commit) >= 7) as abbreviated
    inner join org.commit as known
        on left(known.commit, 7) = left(lower(abbreviated.commit), 7)
        and (starts_with(known.commit, lower(abbreviated.commit)) or starts_with(lower(abbreviated.commit), known.commit))
    group by abbreviated.commit
    having count(*) = 1

)

select
    $1::date, 'commit', ranked.billing_currency, ranked.team, ranked.ordinal, null::integer,
    jsonb_build_object(
        'tenant', ranked.tenant, 'tier', ranked.tier, 'commit', ranked.commit, 'owner', ranked.owner, 'author', named.author,
        'first', ranked.first_date, 'last', ranked.last_date, 'days', ranked.day_count,
        'per_day', trim_scale(round(ranked.amount / nullif(ranked.day_count, 0), 6)), 'amount', trim_scale(ranked.amount)
    )
from ranked
left join named on named.commit = ranked.commit
where ranked.ordinal <= 50
union all
select $1::date, 'commit', billing_currency, team, 51, count(*)::integer, jsonb_build_object('amount', trim_scale(sum(amount)))
from ranked
where ordinal > 50
group by billing_currency, team
