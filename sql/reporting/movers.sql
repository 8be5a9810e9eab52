-- What moved most from month $2 to month $1 in currency $4, as cost $3, and why: of each of the teams $5 its namespaces' services, and,
-- where $6 says so, of everybody teams' services (without report_team). previous + price + volume + mix + new + gone + other = total, exactly.
--   new, gone   namespaces' workloads that are in one of the months only
--   price       of what is in both: the same SKUs at another price a unit, at the quantities of the month before
--   mix         of what is in both: other SKUs of the same unit, dearer or cheaper on average
--   volume      the rest of what is in both: more or less was used; other, where the bill gives no quantity
-- By namespace and service of a team, with the SKUs of its direct cost (report.team_sku_month): its shares of common pots move with them.
-- Where both months do not have them, with those of the whole bill's service.
with

-- By place: a namespace's service of a team, or the bill's whole service.
skus as (

    select
        place, unit, sku,
        sum(quantity) filter (where billing_month = $2::date) as old_quantity,
        sum(quantity) filter (where billing_month = $1::date) as new_quantity,
        sum(amount) filter (where billing_month = $2::date) as old_cost,
        sum(amount) filter (where billing_month = $1::date) as new_cost
    from (
        select
            billing_month, array[coalesce(team, ''), coalesce(namespace, ''), coalesce(service, '')] as place,
            unit, sku, quantity, billed_cost, effective_cost, contracted_cost, list_cost
        from report.team_sku_month
        where billing_month in ($1::date, $2::date) and billing_currency = $4::text and ($6::boolean or team = any ($5::text[]))
        union all
        select
            billing_month, array[coalesce(service, '')], unit, sku, quantity, billed_cost, effective_cost, contracted_cost, list_cost
        from report.sku_month
        where billing_month in ($1::date, $2::date) and billing_currency = $4::text
    ) as parts
    cross join lateral (
        select case $3::text
            when 'billed' then billed_cost
            when 'effective' then effective_cost
            when 'contracted' then contracted_cost
            when 'list' then list_cost
        end as amount
    ) as chosen
    group by place, unit, sku

),

-- Units of which both months have some: only there an average means anything.
units as (

    select
        place,
        sum(old_quantity) * sum(new_cost) / sum(new_quantity) - sum(old_cost) as average_effect,
        coalesce(
            sum(old_quantity * new_cost / new_quantity - old_cost) filter (where old_quantity > 0 and new_quantity > 0), 0
        ) as price_effect
    from skus
    where unit is not null
    group by place, unit
    having sum(old_quantity) > 0 and sum(new_quantity) > 0

),

services as (

    select place, sum(old_cost) as old_cost
    from skus
    group by place
    having sum(old_cost) > 0

),

rates as (

    select
        place,
        sum(units.price_effect) / services.old_cost as price_rate,
        sum(units.average_effect - units.price_effect) / services.old_cost as mix_rate
    from units
    inner join services using (place)
    group by place, services.old_cost

),

items as (

    select
        team, namespace, service, workload,
        coalesce(sum(amount) filter (where billing_month = $2::date), 0) as previous,
        coalesce(sum(amount) filter (where billing_month = $1::date), 0) as total,
        bool_or(billing_month = $2::date) as was_there, bool_or(billing_month = $1::date) as is_there
    from report.month_cost
    cross join lateral (
        select case $3::text
            when 'billed' then billed_cost
            when 'effective' then effective_cost
            when 'contracted' then contracted_cost
            when 'list' then list_cost
        end as amount
    ) as chosen
    where billing_month in ($1::date, $2::date) and billing_currency = $4::text and ($6::boolean or team = any ($5::text[]))
    group by team, namespace, service, workload

),

namespaces as (

    select
        team, namespace, service, sum(previous) as previous, sum(total) as total,
        coalesce(sum(total) filter (where not was_there), 0) as new,
        -coalesce(sum(previous) filter (where not is_there), 0) as gone,
        coalesce(sum(previous) filter (where was_there and is_there), 0) as kept_previous,
        coalesce(sum(total - previous) filter (where was_there and is_there), 0) as kept_change
    from items
    group by team, namespace, service

),

parted as (

    select
        namespaces.*,
        coalesce(round(kept_previous * coalesce(own.price_rate, bill.price_rate), 12), 0) as price,
        coalesce(round(kept_previous * coalesce(own.mix_rate, bill.mix_rate), 12), 0) as mix,
        coalesce(own.price_rate, bill.price_rate) is not null as has_quantity
    from namespaces
    left join rates as own
        on own.place = array[coalesce(namespaces.team, ''), coalesce(namespaces.namespace, ''), coalesce(namespaces.service, '')]
    left join rates as bill on bill.place = array[coalesce(namespaces.service, '')]

),

final as (

    select
        reports.report_team, reports.name, service as second_name,
        trim_scale(sum(previous)) as previous, trim_scale(sum(total)) as total, trim_scale(sum(total - previous)) as change,
        trim_scale(sum(price)) as price,
        trim_scale(sum(case when has_quantity then kept_change - price - mix else 0 end)) as volume,
        trim_scale(sum(mix)) as mix, trim_scale(sum(new)) as new, trim_scale(sum(gone)) as gone,
        trim_scale(sum(case when has_quantity then 0 else kept_change end)) as other
    from parted
    cross join lateral (
        select team as report_team, namespace as name where team = any ($5::text[])
        union all
        select null, team where $6::boolean
    ) as reports
    group by reports.report_team, reports.name, service

)

select * from final
order by abs(change) desc, name collate "C", second_name collate "C"
