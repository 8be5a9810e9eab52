-- A loader works as the owner of the tables, so that all it makes belongs to the owner; it needs no right of its own.
create function org.set_loader(role_name text, owner text, is_loader boolean) returns void
language plpgsql as
$$
begin
    if is_loader then
        execute format('grant connect on database %I to %I', current_database(), role_name);
        execute format('grant %I to %I', owner, role_name);
        execute format('alter role %I in database %I set role to %I', role_name, current_database(), owner);
    else
        execute format('alter role %I in database %I reset role', role_name, current_database());
        execute format('revoke %I from %I', owner, role_name);
    end if;
end
$$;

comment on function org.set_loader(text, text, boolean) is
    'Lets a role do in this database what the owner of the tables does, or no longer; what it makes belongs to the owner.';
