-- I-11: cost without a team says why, and cost with a team does not.
select billing_month, usage_date, kind, rule, team, reason, effective_cost
from cost.day
where billing_month = coalesce($1::date, billing_month)
    and ((team is null) <> (reason is not null) or (kind = 'unallocated' and team is not null))
order by billing_month, usage_date, kind
limit 100
