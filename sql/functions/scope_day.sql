-- The published rows that count towards an alert's scope: the one definition of what a scope is.
create function cost.scope_day(month date, scope_kind text, scope_name text, cost text)
returns table (
    usage_date date, billing_currency text, kind text, namespace text, service_name text, team text, commit text,
    amount numeric
)
language sql stable parallel safe as
$$
    select
        day.usage_date, day.billing_currency, day.kind, day.namespace, day.service_name, day.team, day.commit,
        case cost
            when 'effective' then day.effective_cost
            when 'billed' then day.billed_cost
            when 'list' then day.list_cost
            when 'contracted' then day.contracted_cost
        end
    from cost.day as day
    where
        day.billing_month = month
        and case scope_kind
            when 'organisation' then true
            when 'team' then day.team = scope_name
            when 'tenant' then day.tenant = scope_name
            when 'tier' then day.tier = scope_name
            when 'namespace' then day.namespace = scope_name
            when 'service' then day.service_name = scope_name
            when 'account' then coalesce(day.sub_account_id, day.billing_account_id) = scope_name
            when 'cluster' then day.cluster = scope_name
            when 'owner' then day.owner = scope_name
            when 'commit' then day.commit = scope_name
            when 'workload' then day.workload = scope_name
            -- Place by place, not row by row.
            when 'environment' then array[day.cluster, day.namespace, coalesce(day.sub_account_id, day.billing_account_id)] in (
                select places.place
                from (
                    select distinct array[cluster, namespace, coalesce(sub_account_id, billing_account_id)] as place
                    from cost.day
                    where billing_month = month
                ) as places
                where org.environment_of(places.place[1], places.place[2], places.place[3]) = scope_day.scope_name
            )
            else exists (
                select from org.scope_pattern as pattern
                where
                    pattern.scope_kind = scope_day.scope_kind
                    and pattern.scope_name = scope_day.scope_name
                    and case pattern.field
                        when 'team' then day.team
                    end like pattern.pattern
            )
        end
$$;

comment on function cost.scope_day(date, text, text, text) is
    'One row per published row of a month that belongs to a scope, with the cost that counts: effective, billed, list or contracted. A charge without a sub-account is its billing account''s.';
