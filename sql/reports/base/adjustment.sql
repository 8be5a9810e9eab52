-- Corrections of closed months and what people booked by hand, line by line, with what was decided.
create view report.adjustment as
select
    booking.booking_id, booking.origin, booking.billing_month, booking.original_month, booking.cause, booking.author,
    booking.booked_at,
    case when booking.origin = 'manual' then coalesce(decision.decision, 'proposed') else 'booked' end as state,
    decision.decided_by, decision.decided_at, decision.reason as decision_reason,
    adjustment.billing_currency, adjustment.source, adjustment.billing_account_id, adjustment.sub_account_id,
    adjustment.service_name as service, adjustment.original_kind, adjustment.cluster, adjustment.namespace,
    adjustment.tenant, adjustment.tier, adjustment.commit, adjustment.owner, adjustment.team, adjustment.reason,
    trim_scale(adjustment.billed_cost) as billed_cost,
    trim_scale(adjustment.effective_cost) as effective_cost,
    trim_scale(adjustment.contracted_cost) as contracted_cost,
    trim_scale(adjustment.list_cost) as list_cost
from cost.booking as booking
inner join cost.adjustment as adjustment on adjustment.booking_id = booking.booking_id
left join cost.decision as decision on decision.booking_id = booking.booking_id;

comment on view report.adjustment is
    'One row per booking and set of dimensions: what a closed month''s correction, or a booking by hand, costs more or less.';
comment on column report.adjustment.booking_id is 'The booking.';
comment on column report.adjustment.origin is 'restatement: the inputs of a closed month changed; reopening: takes such a one back; manual: by a person.';
comment on column report.adjustment.billing_month is 'First day of the month in whose reports it is shown.';
comment on column report.adjustment.original_month is 'First day of the month that it corrects.';
comment on column report.adjustment.cause is 'What changed, or the reason that its author gives.';
comment on column report.adjustment.author is 'Who booked it; chargeback for what it found itself.';
comment on column report.adjustment.booked_at is 'When.';
comment on column report.adjustment.state is 'booked where chargeback found it; proposed, approved or rejected where a person did. Reports show booked and approved ones.';
comment on column report.adjustment.decided_by is 'Who approved or rejected it, or null.';
comment on column report.adjustment.decided_at is 'When, or null.';
comment on column report.adjustment.decision_reason is 'Why, or null.';
comment on column report.adjustment.billing_currency is 'The currency.';
comment on column report.adjustment.source is 'The bill''s source; manual for what a person booked.';
comment on column report.adjustment.billing_account_id is 'FOCUS BillingAccountId; for manual ones the account that it is booked against, or empty.';
comment on column report.adjustment.sub_account_id is 'FOCUS SubAccountId, or null.';
comment on column report.adjustment.service is 'FOCUS ServiceName, or null.';
comment on column report.adjustment.original_kind is 'The kind of cost in the original month.';
comment on column report.adjustment.cluster is 'The cluster, or null.';
comment on column report.adjustment.namespace is 'The namespace, or null.';
comment on column report.adjustment.tenant is 'For whom it was spent, or null.';
comment on column report.adjustment.tier is 'At which service tier, or null.';
comment on column report.adjustment.commit is 'Which version of the code, or null.';
comment on column report.adjustment.owner is 'Who answers for it, or null.';
comment on column report.adjustment.team is 'The team that bears it; null where none is found, and then reason says why.';
comment on column report.adjustment.reason is 'Why it has no team, or null.';
comment on column report.adjustment.billed_cost is 'Billed cost: what is invoiced more, or less.';
comment on column report.adjustment.effective_cost is 'Effective cost, more or less.';
comment on column report.adjustment.contracted_cost is 'Contracted cost, more or less.';
comment on column report.adjustment.list_cost is 'List cost, more or less.';
