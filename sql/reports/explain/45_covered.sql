-- The machines whose usage a savings plan's negation takes back between two moments, laid end to end.
create function report.explain_covered(month date, negation uuid, from_at timestamptz, to_at timestamptz)
returns table (resource_key text, before numeric, upto numeric, whole numeric)
language sql stable as
$$
    with

    machines as (

        select covered.resource_key, trunc(sum(charge.billed_cost) * 1e18) as weight
        from bill.item as negated
        inner join bill.item as covered
            on covered.commitment_discount_id = negated.commitment_discount_id
            and covered.sub_account_id is not distinct from negated.sub_account_id
            and covered.extras ->> 'x_usage_type' is not distinct from negated.extras ->> 'x_usage_type'
            and covered.extras ->> 'x_line_item_type' = 'SavingsPlanCoveredUsage'
        inner join bill.charge as charge
            on charge.item_key = covered.item_key and charge.charge_period_started_at = $3 and charge.charge_period_ended_at = $4
            and charge.usage_date = ($3 at time zone 'UTC')::date
        inner join bill.delivery as delivery
            on delivery.load_id = charge.load_id and delivery.period_number = charge.period_number
        inner join cost.period as period
            on period.billing_month = $1 and delivery.delivery_id = any (period.delivery_ids)
        where negated.item_key = $2
            and exists (select 1 from usage.node_hour as node where node.resource_key = covered.resource_key)
        group by covered.resource_key
        having sum(charge.billed_cost) > 0

    )

    select
        machines.resource_key,
        sum(machines.weight) over laid - machines.weight, sum(machines.weight) over laid, sum(machines.weight) over ()
    from machines
    window laid as (order by machines.resource_key collate "C")
$$;

comment on function report.explain_covered(date, uuid, timestamptz, timestamptz) is
    'The machines that a savings plan''s negation (its item) covers between two moments, with the running sums of what their covered usage was billed, in units of 10⁻¹⁸.';
