-- What moved most from month $2 to month $1 in currency $4, as cost $3, and why: teams' services, or of team $5 its
-- namespaces' services. previous + price + volume + mix + new + gone + other = total, exactly.
--   new, gone   namespaces' workloads that are in one of the months only
--   price       of what is in both: the same SKUs at another price a unit, at the quantities of the month before
--   mix         of what is in both: other SKUs of the same unit, dearer or cheaper on average
--   volume      the rest of what is in both: more or less was used; other, where the bill gives no quantity
-- Prices and averages are the bill's of the service (cost.month_sku); what a team bears of it moves with them.
with

skus as (

    select
        service, unit, sku,
        sum(quantity) filter (where billing_month = $2::date) as old_quantity,
        sum(quantity) filter (where billing_month = $1::date) as new_quantity,
        sum(amount) filter (where billing_month = $2::date) as old_cost,
        sum(amount) filter (where billing_month = $1::date) as new_cost
    from report.sku_month
    cross join lateral (
        select case $3::text
            when 'billed' then billed_cost
            when 'effective' then effective_cost
            when 'contracted' then contracted_cost
            when 'list' then list_cost
        end as amount
    ) as chosen
    where billing_month in ($1::date, $2::date) and billing_currency = $4::text
    group by service, unit, sku

),

-- Units of which both months have some: only there an average means anything.
units as (

    select
        service, unit,
        sum(old_quantity) * sum(new_cost) / sum(new_quantity) - sum(old_cost) as average_effect,
        coalesce(
            sum(old_quantity * new_cost / new_quantity - old_cost) filter (where old_quantity > 0 and new_quantity > 0), 0
        ) as price_effect
    from skus
    where unit is not null
    group by service, unit
    having sum(old_quantity) > 0 and sum(new_quantity) > 0

),

rates as (

    select
        units.service,
        sum(units.price_effect) / services.old_cost as price_rate,
        sum(units.average_effect - units.price_effect) / services.old_cost as mix_rate
    from units
    inner join (select service, sum(old_cost) as old_cost from skus group by service) as services
        on services.service is not distinct from units.service and services.old_cost > 0
    group by units.service, services.old_cost

),

items as (

    select
        case when $5::text is null then team else namespace end as name,
        service, namespace, workload,
        coalesce(sum(amount) filter (where billing_month = $2::date), 0) as previous,
        coalesce(sum(amount) filter (where billing_month = $1::date), 0) as total,
        bool_or(billing_month = $2::date) as was_there,
        bool_or(billing_month = $1::date) as is_there
    from report.month_cost
    cross join lateral (
        select case $3::text
            when 'billed' then billed_cost
            when 'effective' then effective_cost
            when 'contracted' then contracted_cost
            when 'list' then list_cost
        end as amount
    ) as chosen
    where billing_month in ($1::date, $2::date)
        and billing_currency = $4::text
        and ($5::text is null or team = $5::text)
    group by 1, 2, 3, 4

),

pairs as (

    select
        name, service,
        sum(previous) as previous,
        sum(total) as total,
        coalesce(sum(total) filter (where not was_there), 0) as new,
        -coalesce(sum(previous) filter (where not is_there), 0) as gone,
        coalesce(sum(previous) filter (where was_there and is_there), 0) as kept_previous,
        coalesce(sum(total - previous) filter (where was_there and is_there), 0) as kept_change
    from items
    group by name, service

),

parted as (

    select
        pairs.*,
        coalesce(round(kept_previous * rates.price_rate, 12), 0) as price,
        coalesce(round(kept_previous * rates.mix_rate, 12), 0) as mix,
        rates.price_rate is not null as has_quantity
    from pairs
    left join rates on rates.service is not distinct from pairs.service

),

final as (

    select
        name, service as second_name,
        trim_scale(previous) as previous, trim_scale(total) as total, trim_scale(total - previous) as change,
        trim_scale(price) as price,
        trim_scale(case when has_quantity then kept_change - price - mix else 0 end) as volume,
        trim_scale(mix) as mix, trim_scale(new) as new, trim_scale(gone) as gone,
        trim_scale(case when has_quantity then 0 else kept_change end) as other
    from parted

)

select * from final
order by abs(change) desc, name collate "C", second_name collate "C"
