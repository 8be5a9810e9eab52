-- Keeps a team: name, cost centre, address.
insert into org.team (team, cost_centre, email) values ($1, $2, $3)
