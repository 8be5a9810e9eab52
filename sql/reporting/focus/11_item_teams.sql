-- The team of each set of a tagged item's facts in month $1, for each stretch of days between two rule changes.
insert into focus_team (facts, valid_from, valid_to, team)
with

days as (

    select min(usage_date) as first_date, max(usage_date) + 1 as end_date
    from report.allocation
    where billing_month = $1::date

),

changes as (

    select first_date as changed_on from days
    union
    select rule.valid_from from org.team_rule as rule cross join days
    where rule.valid_from > days.first_date and rule.valid_from < days.end_date
    union
    select rule.valid_to from org.team_rule as rule cross join days
    where rule.valid_to > days.first_date and rule.valid_to < days.end_date

),

stretches as (

    select
        changes.changed_on as valid_from,
        coalesce(lead(changes.changed_on) over (order by changes.changed_on), days.end_date) as valid_to
    from changes
    cross join days

),

facts as (

    select distinct facts from focus_item where facts is not null

)

select facts.facts, stretches.valid_from, stretches.valid_to, rule.team
from facts
cross join stretches
left join lateral (
    select org.rule_team(team_rule.team, facts.facts) as team
    from org.team_rule as team_rule
    where team_rule.valid_from <= stretches.valid_from and team_rule.valid_to >= stretches.valid_to
        and org.rule_holds(team_rule.conditions, facts.facts)
        and org.rule_team(team_rule.team, facts.facts) is not null
    order by team_rule.ordinal
    limit 1
) as rule on true
