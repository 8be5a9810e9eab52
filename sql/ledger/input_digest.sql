-- A digest of all that the allocation of month $1 is made from: bills, usage of the days [$2, $3), labels, rules ($4), and
-- business metrics that rules go by.
select encode(sha256(convert_to(concat_ws(
    '|',
    $4::text,
    (
        select string_agg(delivery_id || ':' || content_sha256, ',' order by delivery_id)
        from bill.delivery
        where billing_month = $1::date and state = 'current'
    ),
    (
        select string_agg(distinct cluster || ':' || signal || ':' || sha256, ',' order by cluster || ':' || signal || ':' || sha256)
        from usage.import
        where first_at < $3::date::timestamp at time zone 'UTC'
            and last_at + make_interval(secs => step_seconds) > $2::date::timestamp at time zone 'UTC' - interval '1 day'
    ),
    (select string_agg(distinct path || ':' || sha256, ',' order by path || ':' || sha256) from usage.given_label),
    (
        select count(*) || ':' || sum(hash_record_extended(row(
            hours.metric, hours.cluster, hours.namespace, hours.labels, hours.usage_date, hours.hour, hours.quantity
        ), 0))
        from usage.metric_hour as hours
        where hours.usage_date >= $1::date and hours.usage_date < ($1::date + interval '1 month')::date
            and 'metric ' || hours.metric in (select rule.basis from org.distribution_rule as rule)
        having count(*) > 0
    )
), 'UTF8')), 'hex') as input_sha256
