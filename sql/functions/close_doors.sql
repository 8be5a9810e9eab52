-- Takes from everybody what only the owner needs: the first step of who may see what (docs/sql.md).
create function org.close_doors() returns void
language plpgsql as
$$
declare
    command text;
begin
    -- Without temporary objects and languages nobody can make a function that looks into rows on their way to a filter.
    -- Only the database's own owner can close it; chargeback db roles says where it is open.
    begin
        execute format('revoke create, temporary on database %I from public', current_database());
        execute 'revoke all on schema public from public';
    exception
        when insufficient_privilege then null;
    end;
    for command in
        select format('revoke all on schema %I from public', nspname) from pg_namespace
        where nspname in ('bill', 'usage', 'org', 'cost', 'report', 'ops')
        union all
        select format('revoke all on function %s from public', pg_proc.oid::regprocedure) from pg_proc
        where pronamespace::regnamespace::text in ('bill', 'usage', 'org', 'cost', 'report', 'ops')
        union all
        -- Views read with the reader's own rights, and decide about rows before any other condition does.
        select format('alter view %s set (security_invoker = true, security_barrier = true)', pg_class.oid::regclass)
        from pg_class
        where relkind = 'v' and relnamespace = 'report'::regnamespace
    loop
        execute command;
    end loop;
    -- What belongs to PostgreSQL itself only a superuser can close; large objects would be room for anything.
    if (select rolsuper from pg_roles where rolname = current_user) then
        revoke usage on language plpgsql from public;
        for command in
            select format('revoke execute on function %s from public', pg_proc.oid::regprocedure) from pg_proc
            where pronamespace = 'pg_catalog'::regnamespace
                and proname in ('lo_creat', 'lo_create', 'lo_from_bytea', 'lo_import', 'lo_put', 'lo_open')
        loop
            execute command;
        end loop;
    end if;
    for command in
        select format('grant usage on language plpgsql to %I', pg_get_userbyid(nspowner)) from pg_namespace
        where nspname = 'report' and pg_get_userbyid(nspowner) <> current_user
    loop
        execute command;
    end loop;
end
$$;

comment on function org.close_doors() is
    'Takes temporary objects, languages, large objects, functions and schemas from everybody, and gives all views of schema report the reader''s own rights.';
