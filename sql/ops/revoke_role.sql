-- Forgets what role $1 was granted; as kind $2 and for team $3 only, where they are given.
delete from org.database_role
where role_name = $1 and ($2::text is null or role_kind = $2) and ($3::text is null or team = $3)
returning role_kind
