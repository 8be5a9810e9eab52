-- Forgets what was pending of rule $2 (kind $1) and month $3 (null: any) and is not among alerts $4: it was not seen.
delete from ops.pending_alert
where rule_kind = $1 and rule = $2 and ($3::date is null or billing_month = $3::date) and not alert_id = any($4::text[])
