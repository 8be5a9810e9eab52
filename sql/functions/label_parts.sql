-- How a pod's time between two moments is divided among its cost labels; where none holds, the nearest before, else after.
create function usage.label_parts(of_cluster text, of_pod_key text, started_at timestamptz, ended_at timestamptz)
returns table (tenant text, tier text, commit text, owner text, before numeric, upto numeric, whole numeric)
language sql stable parallel safe as
$$
    select
        spell.tenant, spell.tier, spell.commit, spell.owner,
        sum(spell.seconds) over (order by spell.from_at) - spell.seconds,
        sum(spell.seconds) over (order by spell.from_at),
        sum(spell.seconds) over ()
    from (
        select
            label.*,
            greatest(extract(epoch from least(label.to_at, ended_at) - greatest(label.from_at, started_at)), 0) as seconds,
            row_number() over (
                order by
                    label.from_at < ended_at and label.to_at > started_at desc,
                    label.from_at <= started_at desc,
                    case when label.from_at <= started_at then label.from_at end desc, label.from_at
            ) as place
        from usage.cost_label as label
        where label.cluster = of_cluster and label.pod_key = of_pod_key
    ) as spell
    where spell.seconds > 0 or spell.place = 1
$$;

create function usage.label_shares(of_cluster text, of_pod_key text, started_at timestamptz, ended_at timestamptz)
returns table (tenant text, tier text, commit text, owner text, before numeric, upto numeric, whole numeric)
language sql stable parallel safe as
$$
    select
        label.tenant, label.tier, label.commit, label.owner,
        case when coalesce(label.whole, 0) = 0 then 0 else label.before end,
        case when coalesce(label.whole, 0) = 0 then 1 else label.upto end,
        case when coalesce(label.whole, 0) = 0 then 1 else label.whole end
    from (select 1) as pod
    left join lateral usage.label_parts(of_cluster, of_pod_key, started_at, ended_at) as label on true
$$;

comment on function usage.label_shares(text, text, timestamptz, timestamptz) is
    'As usage.label_parts, with one row of the whole where the pod has no labels at all or none that holds: the part of an amount is div(amount × upto, whole) - div(amount × before, whole).';

comment on function usage.label_parts(text, text, timestamptz, timestamptz) is
    'The cost labels of a pod between two moments, with the running sums of their seconds before and up to each, and of all; a whole of 0 means that none holds and the nearest counts.';
