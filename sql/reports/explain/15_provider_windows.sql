-- The windows of a machine that the provider's own split divides, from a day on.
create function report.provider_windows(month date, resource text, day date)
returns table (started_at timestamptz, ended_at timestamptz)
language sql stable as
$$
    select distinct line.started_at, line.ended_at
    from cost.period as period
    cross join lateral bill.provider_lines($1, period.delivery_ids) as line
    where period.billing_month = $1 and line.resource_key = $2 and line.usage_date >= $3
$$;

comment on function report.provider_windows(date, text, date) is
    'The windows of a machine (its resource key) that go by the provider''s own split in a published month, from a day on; none where the machine goes by usage.';

-- What the provider's split gives each pod of a machine between two moments.
create function report.explain_provider(month date, resource text, from_at timestamptz, to_at timestamptz)
returns table (
    cluster text, namespace text, pod text, pod_key text, tenant text, tier text, commit text, owner text,
    part text, split numeric, unused numeric
)
language sql stable as
$$
    select
        line.cluster, min(place.namespace collate "C"), min(place.pod collate "C"), line.pod_key, label.tenant, label.tier, label.commit, label.owner,
        line.part, sum(div(line.split * label.upto, label.whole) - div(line.split * label.before, label.whole)),
        sum(div(line.unused * label.upto, label.whole) - div(line.unused * label.before, label.whole))
    from cost.period as period
    cross join lateral bill.provider_lines($1, period.delivery_ids) as line
    inner join (
        select distinct on (served.cluster, served.pod_key) served.cluster, served.pod_key, served.namespace, served.pod
        from usage.item_place as served
        where served.billing_month = $1 and served.class = 'provider split'
        order by served.cluster, served.pod_key, served.namespace collate "C", served.pod collate "C"
    ) as place on place.cluster = line.cluster and place.pod_key = line.pod_key
    cross join lateral usage.label_shares(line.cluster, line.pod_key, line.started_at, line.ended_at) as label
    where period.billing_month = $1 and line.resource_key = $2 and line.started_at >= $3 and line.ended_at <= $4
        and line.usage_date >= ($3 at time zone 'UTC')::date
    group by line.cluster, line.pod_key, label.tenant, label.tier, label.commit, label.owner, line.part
$$;

comment on function report.explain_provider(date, text, timestamptz, timestamptz) is
    'What the provider''s own split gives each pod of a machine between two moments, by part (cpu, memory, gpu): what it used and its part of what nobody used, in units of 10⁻¹⁸, divided by time where labels change.';
