-- What teams dispute, with the answer and the booking that settles it.
create view report.dispute as
select
    dispute.dispute_id, dispute.billing_month, dispute.team, dispute.kind, dispute.commit, dispute.resource_key,
    dispute.billing_currency, trim_scale(dispute.figure_cost) as figure_cost, trim_scale(dispute.amount) as amount,
    dispute.reason, dispute.author, dispute.opened_at,
    case
        when answer.event is null then 'open'
        when answer.event = 'accepted' and decision.decision = 'approved' then 'settled'
        else answer.event
    end as state,
    answer.author as answered_by, answer.noted_at as answered_at, answer.reason as answer_reason,
    trim_scale(answer.amount) as accepted_amount,
    settlement.booking_id, settlement.author as settled_by, settlement.noted_at as settled_at,
    case when settlement.booking_id is not null then coalesce(decision.decision, 'proposed') end as booking_state,
    decision.decided_by as booking_decided_by, decision.decided_at as booking_decided_at
from cost.dispute as dispute
left join cost.dispute_event as answer
    on answer.dispute_id = dispute.dispute_id and answer.event in ('accepted', 'rejected')
left join lateral (
    select event.booking_id, event.author, event.noted_at
    from cost.dispute_event as event
    where event.dispute_id = dispute.dispute_id and event.event = 'settled'
    order by event.event_id desc
    limit 1
) as settlement on true
left join cost.decision as decision on decision.booking_id = settlement.booking_id;

comment on view report.dispute is 'One row per dispute: what a team says it does not owe, what was answered, and which booking settles it.';
comment on column report.dispute.dispute_id is 'The dispute''s number.';
comment on column report.dispute.billing_month is 'First day of the month whose figure it is.';
comment on column report.dispute.team is 'The team that was charged.';
comment on column report.dispute.kind is 'The kind of cost, or null for all.';
comment on column report.dispute.commit is 'The version of the code, or null for all.';
comment on column report.dispute.resource_key is 'The resource''s key, or null for all.';
comment on column report.dispute.billing_currency is 'The currency.';
comment on column report.dispute.figure_cost is 'The figure''s effective cost when the dispute was opened.';
comment on column report.dispute.amount is 'How much of it is disputed.';
comment on column report.dispute.reason is 'Why.';
comment on column report.dispute.author is 'Who opened it.';
comment on column report.dispute.opened_at is 'When.';
comment on column report.dispute.state is 'open, rejected, accepted, or settled: accepted, and its booking is approved.';
comment on column report.dispute.answered_by is 'Who answered, or null.';
comment on column report.dispute.answered_at is 'When, or null.';
comment on column report.dispute.answer_reason is 'Why it was accepted or rejected, or null.';
comment on column report.dispute.accepted_amount is 'How much of it was accepted, or null.';
comment on column report.dispute.booking_id is 'The adjustment that settles it: report.adjustment; null where there is none.';
comment on column report.dispute.settled_by is 'Who linked the adjustment, or null.';
comment on column report.dispute.settled_at is 'When, or null.';
comment on column report.dispute.booking_state is 'proposed, approved or rejected: how the adjustment stands; null where there is none.';
comment on column report.dispute.booking_decided_by is 'Who approved or rejected the adjustment, or null.';
comment on column report.dispute.booking_decided_at is 'When, or null.';
