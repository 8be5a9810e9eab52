-- The roles that were granted something, by name, and whether the server still has them.
select role_name, role_kind, team, granted_at, to_regrole(quote_ident(role_name)) is not null as is_there
from org.database_role
order by role_name collate "C", role_kind, team collate "C"
