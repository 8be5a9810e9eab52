-- Notes that step $2 is done for month $1 as it is published: $3.
insert into ops.month_step (billing_month, step, done_for) values ($1::date, $2, $3)
on conflict (billing_month, step) do update set done_for = excluded.done_for, done_at = excluded.done_at
