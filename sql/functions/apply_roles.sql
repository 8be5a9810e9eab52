-- Makes true what org.database_role says: after every change of views, tables or roles.
create function org.apply_roles() returns void
language plpgsql as
$$
declare
    granted record;
begin
    perform org.close_doors();
    perform org.set_policies();
    for granted in
        select role_name, bool_or(role_kind = 'loader') as is_loader from org.database_role
        where to_regrole(quote_ident(role_name)) is not null
        group by role_name
    loop
        if not granted.is_loader then
            perform org.grant_rights(granted.role_name);
        end if;
    end loop;
end
$$;

comment on function org.apply_roles() is
    'Makes rights and row-level security what org.database_role says, whatever they were.';
