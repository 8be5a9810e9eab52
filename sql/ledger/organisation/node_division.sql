-- Keeps by what the machines of some clusters and accounts are divided.
insert into org.node_division (ordinal, method, conditions) values ($1::integer, $2, $3::jsonb)
