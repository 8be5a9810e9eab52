-- Keeps an environment.
insert into org.environment (ordinal, environment, conditions) values ($1::integer, $2, $3::jsonb)
