-- A savings plan's negation takes back what its covered usage was billed: it follows the machine it covers.
-- Where it covers several machines in that hour it stays a common pot.
with

negated as (

    select
        pot.pot, pot.started_at, pot.ended_at, item.commitment_discount_id, item.sub_account_id,
        item.extras ->> 'x_usage_type' as usage_type
    from work_pot as pot
    inner join bill.item as item on item.item_key = pot.item_key
    where pot.class = 'commitment negation'

),

covered_items as (

    select item.item_key, item.commitment_discount_id, item.sub_account_id, item.extras ->> 'x_usage_type' as usage_type
    from work_item
    inner join bill.item as item on item.item_key = work_item.item_key
    where work_item.class = 'node' and item.extras ->> 'x_line_item_type' = 'SavingsPlanCoveredUsage'

),

-- Only of bills that have negations at all.
covered as (

    select
        charge.resource_key, charge.charge_period_started_at as started_at, charge.charge_period_ended_at as ended_at,
        item.commitment_discount_id, item.sub_account_id, item.usage_type
    from bill.charge as charge
    inner join bill.delivery as delivery
        on delivery.load_id = charge.load_id and delivery.period_number = charge.period_number
    inner join covered_items as item on item.item_key = charge.item_key
    where delivery.billing_month = $1::date and delivery.state = 'current' and exists (select 1 from negated)

),

followed as (

    select negated.pot, min(covered.resource_key) as resource_key
    from negated
    inner join covered
        on covered.started_at = negated.started_at and covered.ended_at = negated.ended_at
        and covered.commitment_discount_id = negated.commitment_discount_id
        and covered.sub_account_id is not distinct from negated.sub_account_id
        and covered.usage_type is not distinct from negated.usage_type
    group by negated.pot
    having count(distinct covered.resource_key) = 1

)

update work_pot as pot
set basis_resource_key = followed.resource_key
from followed
where followed.pot = pot.pot
