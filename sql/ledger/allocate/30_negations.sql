-- A savings plan's negation takes back what its covered usage was billed: it follows the machine it covers. Where it covers
-- several in that hour it becomes one pot for each, in proportion to what their covered usage was billed.
with

negated as materialized (

    select
        pot.pot, pot.started_at, pot.ended_at, item.commitment_discount_id, item.sub_account_id,
        item.extras ->> 'x_usage_type' as usage_type
    from work_pot as pot
    -- All of them have their item; an inner join would be taken for one row, and the joins below for loops.
    left join bill.item as item on item.item_key = pot.item_key
    where pot.class = 'commitment negation'

),

covered_items as materialized (

    select
        item.item_key, item.resource_key, item.commitment_discount_id, item.sub_account_id,
        item.extras ->> 'x_usage_type' as usage_type
    from work_item
    inner join bill.item as item on item.item_key = work_item.item_key
    where work_item.class = 'node' and item.extras ->> 'x_line_item_type' = 'SavingsPlanCoveredUsage'

),

-- Only of bills that have negations at all.
covered as materialized (

    select
        item.resource_key, charge.charge_period_started_at as started_at, charge.charge_period_ended_at as ended_at,
        charge.billed_cost, item.commitment_discount_id, item.sub_account_id, item.usage_type
    from bill.charge as charge
    inner join bill.delivery as delivery
        on delivery.load_id = charge.load_id and delivery.period_number = charge.period_number
    inner join covered_items as item on item.item_key = charge.item_key
    where delivery.billing_month = $1::date and delivery.state = 'current' and exists (select 1 from negated)

),

machines as (

    select negated.pot, covered.resource_key, trunc(sum(covered.billed_cost) * 1000000000000000000) as weight
    from negated
    inner join covered
        on covered.started_at = negated.started_at and covered.ended_at = negated.ended_at
        and covered.commitment_discount_id = negated.commitment_discount_id
        and covered.sub_account_id is not distinct from negated.sub_account_id
        and covered.usage_type is not distinct from negated.usage_type
    group by negated.pot, covered.resource_key
    having sum(covered.billed_cost) > 0

),

-- Laid end to end in the order of their keys' bytes; what is cut at the edges adds up.
laid as (

    select
        pot, resource_key,
        sum(weight) over (partition by pot order by resource_key collate "C") as upto,
        sum(weight) over (partition by pot order by resource_key collate "C") - weight as before,
        sum(weight) over (partition by pot) as whole
    from machines

),

gone as (

    delete from work_pot using laid where laid.pot = work_pot.pot returning work_pot.pot

)

insert into work_pot (
    class, resource_key, basis_resource_key, usage_date, hour, started_at, ended_at, source, billing_account_id,
    sub_account_id, service_name, item_key, instance_family, billing_currency,
    billed_cost, effective_cost, contracted_cost, list_cost
)
select
    pot.class, pot.resource_key, laid.resource_key, pot.usage_date, pot.hour, pot.started_at, pot.ended_at, pot.source,
    pot.billing_account_id, pot.sub_account_id, pot.service_name, pot.item_key, pot.instance_family, pot.billing_currency,
    cost.part_between(pot.billed_cost, laid.before, laid.upto, laid.whole),
    cost.part_between(pot.effective_cost, laid.before, laid.upto, laid.whole),
    cost.part_between(pot.contracted_cost, laid.before, laid.upto, laid.whole),
    cost.part_between(pot.list_cost, laid.before, laid.upto, laid.whole)
from work_pot as pot
inner join laid on laid.pot = pot.pot
