-- Notes that the days at hand are part $2 of month $1, and what they were made from: configuration $3.
insert into cost.day_input (billing_month, usage_date, part, charge_digest, usage_digest, label_digest, rule_digest)
select $1::date, usage_date, $2::integer, '', '', '', $3
from work_days
