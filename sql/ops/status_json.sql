-- Months, runs and outbox as one JSON object.
select jsonb_pretty(jsonb_build_object(
    'months', (
        select coalesce(jsonb_agg(jsonb_build_object(
            'month', to_char(delivery.billing_month, 'YYYY-MM'), 'source', delivery.source,
            'billing_account_id', delivery.billing_account_id, 'version', delivery.version,
            'charges', delivery.charge_count,
            'published_state', (select period.state from cost.period as period where period.billing_month = delivery.billing_month)
        ) order by delivery.billing_month, delivery.source, delivery.billing_account_id), '[]'::jsonb)
        from bill.delivery as delivery
        where delivery.state = 'current'
    ),
    'runs', (
        select coalesce(jsonb_agg(jsonb_build_object(
            'run', run_id, 'command', command, 'state', state, 'exit_code', exit_code, 'message', message,
            'started_at', started_at, 'ended_at', ended_at
        ) order by run_id desc), '[]'::jsonb)
        from (select * from ops.run order by run_id desc limit 10) as last_runs
    ),
    'alerts_waiting', (select count(*) from ops.outbox where delivered_at is null)
)) as status
