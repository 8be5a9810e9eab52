-- Notes that the days at hand are part $2 of month $1, and what they were made from, with configuration $3.
insert into work_day_input (billing_month, usage_date, part, charge_digest, usage_digest, label_digest, rule_digest)
select
    $1::date, work_days.usage_date, $2::integer, input.charge_digest, input.usage_digest, input.label_digest, $3
from work_days
inner join work_input as input on input.usage_date = work_days.usage_date
