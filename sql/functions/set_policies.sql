-- Row-level security of the tables that views for teams stand on: a team's role sees its team's rows, whatever it tries.
create function org.set_policies() returns void
language plpgsql as
$$
declare
    secured record;
    granted record;
    -- Asked once per statement, so that the condition on the team is one that an index serves.
    own_teams constant text :=
        'any (array(select membership.team from org.database_role as membership where membership.role_kind = ''team'' '
        'and pg_has_role(to_regrole(quote_ident(membership.role_name))::oid, ''usage'')))';
begin
    for secured in
        select relation, condition, pg_get_userbyid(pg_class.relowner) as owner
        from (
            values
                ('cost.day', 'team = ' || own_teams),
                ('cost.team_day', 'team = ' || own_teams),
                ('cost.month_cost', 'team = ' || own_teams),
                ('cost.month_breakdown', 'team = ' || own_teams),
                ('cost.month_section', 'team = ' || own_teams),
                ('cost.pod_day', 'team = ' || own_teams),
                ('cost.consumer', 'team = ' || own_teams),
                ('cost.defaulted_day', 'team = ' || own_teams),
                ('cost.team_sku', 'team = ' || own_teams),
                ('cost.adjustment', 'team = ' || own_teams),
                -- The words of a booking are whose lines it has; the lines' own condition decides which those are.
                ('cost.booking', 'exists (select from cost.adjustment as own where own.booking_id = booking.booking_id)'),
                ('cost.decision', 'exists (select from cost.adjustment as own where own.booking_id = decision.booking_id)'),
                ('cost.dispute', 'team = ' || own_teams),
                ('cost.dispute_event', 'exists (select from cost.dispute as own where own.dispute_id = dispute_event.dispute_id)'),
                ('org.team', 'team = ' || own_teams),
                -- Which teams a department has is for those who see all teams.
                ('org.scope_pattern', 'false'),
                ('org.budget', 'scope_kind = ''team'' and scope_name = ' || own_teams),
                ('ops.alert', 'scope_kind = ''team'' and scope_name = ' || own_teams),
                ('org.database_role', 'pg_has_role(to_regrole(quote_ident(role_name))::oid, ''usage'')')
        ) as rules (relation, condition)
        inner join pg_class on pg_class.oid = relation::regclass
    loop
        for granted in
            select polname from pg_policy where polrelid = secured.relation::regclass
        loop
            execute format('drop policy %I on %s', granted.polname, secured.relation);
        end loop;
        execute format('alter table %s enable row level security', secured.relation);
        execute format('alter table %s force row level security', secured.relation);
        execute format(
            'create policy owner on %s to %I using (true) with check (true)', secured.relation, secured.owner);
        execute format(
            'create policy own_team on %s for select to public using (%s)', secured.relation, secured.condition);
        for granted in
            select distinct role_name from org.database_role
            where role_kind in ('analyst', 'reporter') and to_regrole(quote_ident(role_name)) is not null
        loop
            execute format(
                'create policy %I on %s for select to %I using (true)',
                'all_teams_' || left(md5(granted.role_name), 12), secured.relation, granted.role_name);
        end loop;
    end loop;
end
$$;

comment on function org.set_policies() is
    'Makes the row-level security of all tables with teams'' rows anew: the owner and roles for all teams see every row, others their own team''s.';
