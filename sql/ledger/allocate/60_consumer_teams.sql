-- Each consumer's team by the first rule that holds, for each stretch of days between two rule changes in [$2, $3).
insert into work_consumer_team (consumer, valid_from, valid_to, team, rule)
with

changes as (

    select $2::date as changed_on
    union
    select valid_from from org.team_rule where valid_from > $2::date and valid_from < $3::date
    union
    select valid_to from org.team_rule where valid_to > $2::date and valid_to < $3::date

),

stretches as (

    select changed_on as valid_from, coalesce(lead(changed_on) over (order by changed_on), $3::date) as valid_to
    from changes

),

-- Consumers of the same facts have the same team.
facts as (

    select distinct facts from work_consumer

),

teams as (

    select facts.facts, stretches.valid_from, stretches.valid_to, rule.team, rule.description
    from facts
    cross join stretches
    left join lateral (
        select org.rule_team(team_rule.team, facts.facts) as team, team_rule.description
        from org.team_rule as team_rule
        where team_rule.valid_from <= stretches.valid_from and team_rule.valid_to >= stretches.valid_to
            and org.rule_holds(team_rule.conditions, facts.facts)
            and org.rule_team(team_rule.team, facts.facts) is not null
        order by team_rule.ordinal
        limit 1
    ) as rule on true

)

select work_consumer.consumer, teams.valid_from, teams.valid_to, teams.team, teams.description
from work_consumer
inner join teams on teams.facts = work_consumer.facts
