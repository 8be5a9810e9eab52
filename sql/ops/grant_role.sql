-- Notes that role $1 is granted as kind $2, for team $3.
insert into org.database_role (role_name, role_kind, team)
values ($1, $2, $3)
on conflict do nothing
