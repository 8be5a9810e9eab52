-- The days of month $1 that stay as they are published: nothing that they were worked out from has changed, the
-- configuration is $2, and they are not among the days from $3 to before $4, which are to be worked out in any case.
insert into work_kept_day (usage_date)
select input.usage_date
from work_input as input
inner join cost.day_input as known
    on known.billing_month = $1::date and known.usage_date = input.usage_date
    and known.charge_digest = input.charge_digest and known.usage_digest = input.usage_digest
    and known.label_digest = input.label_digest and known.rule_digest = $2
where not (input.usage_date >= $3::date and input.usage_date < $4::date)
