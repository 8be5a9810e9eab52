-- Notes that alert $1 of rule $3 (kind $2) and month $4 was seen on day $5, and returns on how many days in a row it was.
insert into ops.pending_alert as pending (alert_id, rule_kind, rule, billing_month, first_date, last_date, night_count)
values ($1, $2, $3, $4::date, $5::date, $5::date, 1)
on conflict (alert_id) do update
set
    night_count = pending.night_count + case when pending.last_date < excluded.last_date then 1 else 0 end,
    last_date = greatest(pending.last_date, excluded.last_date)
returning night_count, first_date
