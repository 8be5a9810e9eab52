-- Keeps a distribution rule.
insert into org.distribution_rule (ordinal, pot, method, basis, scope, team, parts, conditions, fallback)
values ($1::integer, $2, $3, $4, $5, $6, $7::jsonb, $8::jsonb, $9)
