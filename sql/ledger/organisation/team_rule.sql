-- Keeps a team rule.
insert into org.team_rule (ordinal, team, conditions, valid_from, valid_to, description)
values ($1::integer, $2, $3::jsonb, coalesce($4::date, '-infinity'), coalesce($5::date, 'infinity'), $6)
