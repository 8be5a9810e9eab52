-- Of which team $1 the rows are wanted; null for all.
insert into focus_scope (team) values ($1::text)
