-- What is to be known of role $1 before it is granted anything: whether it is there and whether row-level security binds it.
select
    roles.rolname is not null as is_there,
    coalesce(roles.rolsuper or roles.rolbypassrls, false) as is_unbound,
    owners.rolname as owner,
    owners.rolsuper as is_owner_super,
    coalesce(roles.oid = owners.oid, false) as is_owner
from pg_namespace
inner join pg_roles as owners on owners.oid = pg_namespace.nspowner
left join pg_roles as roles on roles.rolname = $1::text
where pg_namespace.nspname = 'report'
