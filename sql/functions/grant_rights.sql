-- Gives a role exactly the rights of its kind, and takes away what it had before.
create function org.grant_rights(grantee text) returns void
language plpgsql as
$$
declare
    kinds constant text[] := array(select distinct role_kind from org.database_role where role_name = grantee);
    views regclass[];
    command text;
begin
    for command in
        select format('revoke all on all tables in schema %I from %I', nspname, grantee) from pg_namespace
        where nspname in ('bill', 'usage', 'org', 'cost', 'report', 'ops')
        union all
        select format('revoke all on schema %I from %I', nspname, grantee) from pg_namespace
        where nspname in ('bill', 'usage', 'org', 'cost', 'report', 'ops')
        union all
        select format('grant connect on database %I to %I', current_database(), grantee) where cardinality(kinds) > 0
        union all
        select format('grant usage on schema report to %I', grantee) where cardinality(kinds) > 0
        union all
        -- Functions that change nothing; the others are the owner's.
        select format('grant execute on function %s to %I', pg_proc.oid::regprocedure, grantee) from pg_proc
        where 'reporter' = any (kinds) and provolatile <> 'v'
            and pronamespace::regnamespace::text in ('bill', 'usage', 'org', 'cost', 'report', 'ops')
        union all
        select format('revoke all on all functions in schema %I from %I', nspname, grantee) from pg_namespace
        where not 'reporter' = any (kinds) and nspname in ('bill', 'usage', 'org', 'cost', 'report', 'ops')
        union all
        -- Scores and prices: they read nothing but their arguments, and views call them with the reader's rights.
        select format('grant execute on function %s to %I', pg_proc.oid::regprocedure, grantee) from pg_proc
        where cardinality(kinds) > 0 and provolatile = 'i' and pronamespace = 'report'::regnamespace
        union all
        select format(words, nspname, grantee) from pg_namespace
        cross join (
            values ('grant usage on schema %I to %I'), ('grant select on all tables in schema %I to %I')
        ) as commands (words)
        where 'reporter' = any (kinds) and nspname in ('bill', 'usage', 'org', 'cost', 'report', 'ops')
    loop
        execute command;
    end loop;
    -- The policies ask this table which team the role is.
    if cardinality(kinds) > 0 then
        execute format('grant select (role_name, role_kind, team) on org.database_role to %I', grantee);
    end if;
    -- A team sees the views that hold nothing of others; an analyst every view.
    if 'analyst' = any (kinds) then
        views := array(select oid from pg_class where relkind = 'v' and relnamespace = 'report'::regnamespace);
    elsif 'team' = any (kinds) then
        views := array[
            'report.month', 'report.team', 'report.day', 'report.team_day', 'report.month_cost', 'report.month_breakdown',
            'report.team_month', 'report.tenant_month', 'report.tier_month', 'report.commit_month', 'report.owner_month',
            'report.namespace_month', 'report.service_month', 'report.kind_month', 'report.label_month',
            'report.label_compliance', 'report.pod_day', 'report.team_sku_month', 'report.scope_month',
            'report.adjustment', 'report.dispute', 'report.budget', 'report.alert', 'report.month_section'
        ]::regclass[];
    else
        return;
    end if;
    for command in
        select format('grant select on %s to %I', granted, grantee) from unnest(views) as granted
        union all
        select format('grant select (%s) on %s to %I', column_names, relation, grantee) from org.readable_through(views)
    loop
        execute command;
    end loop;
end
$$;

comment on function org.grant_rights(text) is
    'Gives a role the rights of the kinds that it is listed with in org.database_role, and takes all others of our schemas.';
