-- Makes a role of the server from its name as people write it.
create function org.make_role(role_name text) returns void
language plpgsql as
$$
begin
    execute format('create role %I login nosuperuser nocreatedb nocreaterole nobypassrls noreplication', role_name);
end
$$;

comment on function org.make_role(text) is 'Makes a role that may connect and nothing else; it has no password.';
