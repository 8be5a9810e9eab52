-- Business metrics of some days as bases of distributions, in millionths, by the words that costs have, too.
create function cost.metric_of_days(from_date date, to_date date)
returns table (place bigint, metric text, cluster text, namespace text, labels jsonb, quantity numeric)
language sql stable as
$$
    select
        row_number() over (order by sums.metric, sums.cluster, sums.namespace, sums.labels), sums.metric, sums.cluster,
        sums.namespace, sums.labels, trunc(sums.quantity * 1000000)
    from (
        select
            hours.metric, hours.cluster, hours.namespace,
            jsonb_strip_nulls(jsonb_build_object(
                'tenant', hours.labels ->> 'tenant', 'tier', hours.labels ->> 'tier', 'commit', hours.labels ->> 'commit',
                'owner', hours.labels ->> 'owner', 'team', hours.labels ->> 'team'
            )) as labels,
            sum(hours.quantity) as quantity
        from usage.metric_hour as hours
        where hours.usage_date >= from_date and hours.usage_date < to_date
        group by 1, 2, 3, 4
    ) as sums
    where sums.quantity > 0
$$;

comment on function cost.metric_of_days(date, date) is
    'What business metrics came to from one day to before another, in millionths, by cluster and namespace (empty: not said) and those of its labels that costs have, too: tenant, tier, commit, owner and team.';

create function cost.metric_basis(month date)
returns table (place bigint, metric text, cluster text, namespace text, labels jsonb, quantity numeric)
language sql stable as
$$
    select * from cost.metric_of_days(month, (month + interval '1 month')::date)
$$;

comment on function cost.metric_basis(date) is 'As cost.metric_of_days, of a month.';
