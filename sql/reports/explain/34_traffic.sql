-- What each pod sent over a border between two moments: of a machine, or of the cluster that a place serves.
create function report.explain_traffic(month date, family text, basis text, from_at timestamptz, to_at timestamptz)
returns table (
    cluster text, namespace text, pod text, pod_key text, tenant text, tier text, commit text, owner text, bytes numeric
)
language sql stable as
$$
    select
        sent.cluster, min(pods.namespace collate "C"), min(pods.pod collate "C"), sent.pod_key, label.tenant, label.tier, label.commit, label.owner,
        sum(div(sent.bytes * label.upto, label.whole) - div(sent.bytes * label.before, label.whole))
    from usage.pod_traffic(($4 at time zone 'UTC')::date, (($5 - interval '1 microsecond') at time zone 'UTC')::date + 1) as sent
    cross join lateral (
        select (sent.usage_date::timestamp + make_interval(hours => sent.hour)) at time zone 'UTC' as started_at
    ) as hour
    inner join usage.pod_day as pods
        on pods.cluster = sent.cluster and pods.pod_key = sent.pod_key and pods.usage_date = sent.usage_date
    cross join lateral usage.label_shares(sent.cluster, sent.pod_key, hour.started_at, hour.started_at + interval '1 hour') as label
    where '=' || sent.kind = $2 and hour.started_at > $4 - interval '1 hour' and hour.started_at < $5
        and coalesce(
            sent.cluster = (
                select min(place.cluster) from usage.item_place as place where place.billing_month = $1 and place.place = $3
            ),
            sent.resource_key = $3
        )
    group by sent.cluster, sent.pod_key, label.tenant, label.tier, label.commit, label.owner
    having sum(sent.bytes) > 0
$$;

comment on function report.explain_traffic(date, text, text, timestamptz, timestamptz) is
    'What each pod sent over a border (family =zone, =region or =internet of report.explain_charges) between two moments, in bytes: those on a machine, or those of the cluster that a place serves.';
