-- A savings plan's negation takes back what its covered usage was billed: it follows the machine it covers.
-- Where it covers several machines in that hour it stays a common pot.
update work_pot as negation
set basis_resource_key = covered.resource_key
from (
    select
        negation_pot.pot,
        min(covered_pot.resource_key) as resource_key
    from work_pot as negation_pot
    inner join bill.item as negation_item on negation_item.item_key = negation_pot.item_key
    inner join bill.charge as charge
        on charge.charge_period_started_at = negation_pot.started_at
        and charge.charge_period_ended_at = negation_pot.ended_at
        and charge.load_id in (select load_id from bill.delivery where billing_month = $1::date and state = 'current')
    inner join bill.item as covered_item
        on covered_item.item_key = charge.item_key
        and covered_item.extras ->> 'x_line_item_type' = 'SavingsPlanCoveredUsage'
        and covered_item.commitment_discount_id = negation_item.commitment_discount_id
        and covered_item.sub_account_id is not distinct from negation_item.sub_account_id
        and covered_item.extras ->> 'x_usage_type' is not distinct from negation_item.extras ->> 'x_usage_type'
    inner join (select distinct resource_key from work_pot where class = 'node') as covered_pot
        on covered_pot.resource_key = charge.resource_key
    where negation_pot.class = 'commitment negation'
    group by negation_pot.pot
    having count(distinct charge.resource_key) = 1
) as covered
where covered.pot = negation.pot
