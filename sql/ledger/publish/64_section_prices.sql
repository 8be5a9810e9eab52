-- What machines cost in month $1 by type and purchase option, and which do the same work for much less elsewhere; a team sees
-- those of the clusters that it runs in. The fifty dearest, the others counted.
insert into cost.month_section (billing_month, section, billing_currency, team, ordinal, other_count, cells)
with

-- A type's clusters: where a difference is in the words of a price, the same.
prices as materialized (

    select
        price.*, kept.clusters
    from report.instance_price as price
    inner join cost.month_price as kept
        on kept.billing_month = price.billing_month and kept.billing_currency = price.billing_currency
        and kept.provider is not distinct from price.provider and kept.service_name is not distinct from price.service_name
        and kept.region_id is not distinct from price.region_id and kept.instance_type = price.instance_type
        and kept.purchase_option = price.purchase_option
    where price.billing_month = $1::date

),

places as (

    select team, array_agg(distinct cluster) as clusters
    from cost.month_cost
    where billing_month = $1::date and team is not null and cluster is not null and namespace is not null
    group by team

),

rows as (

    select
        'machine-price' as section, prices.billing_currency, prices.clusters, prices.effective_cost as weight,
        concat_ws('|', provider, service_name, region_id, instance_type, purchase_option, benchmark) as name,
        jsonb_build_object(
            'provider', provider, 'service', service_name, 'region', region_id, 'type', instance_type, 'option', purchase_option,
            'machines', machine_count, 'hours', trim_scale(round(hours, 3)), 'amount', effective_cost, 'hourly', hourly_price,
            'vcpu_hour', per_vcpu_hour, 'gib_hour', per_gib_hour, 'benchmark', benchmark, 'operations', operations_price
        ) as cells
    from prices
    union all
    select
        'arbitrage', dearer.billing_currency, prices.clusters, dearer.saving,
        concat_ws('|', dearer.compared, dearer.region_id, dearer.instance_type, dearer.purchase_option, dearer.measure),
        jsonb_build_object(
            'compared', dearer.compared, 'type', dearer.instance_type, 'region', dearer.region_id, 'option', dearer.purchase_option,
            'cheaper_type', dearer.cheapest_type, 'cheaper_region', dearer.cheapest_region_id,
            'cheaper_option', dearer.cheapest_purchase_option, 'measure', dearer.measure, 'price', dearer.price,
            'cheaper_price', dearer.cheapest_price, 'difference', trim_scale(dearer.difference), 'amount', trim_scale(dearer.saving)
        )
    from report.arbitrage as dearer
    inner join prices
        on prices.billing_currency = dearer.billing_currency and prices.provider is not distinct from dearer.provider
        and prices.service_name is not distinct from dearer.service_name and prices.region_id is not distinct from dearer.region_id
        and prices.instance_type = dearer.instance_type and prices.purchase_option = dearer.purchase_option
        and coalesce('10,000 op/s of ' || prices.benchmark, 'vCPU-hour') = dearer.measure
    where dearer.billing_month = $1::date

),

of_all as (

    select section, billing_currency, null::text as team, weight, name, cells from rows
    union all
    select rows.section, rows.billing_currency, places.team, rows.weight, rows.name, rows.cells
    from rows
    inner join places on places.clusters && rows.clusters

),

ranked as (

    select
        of_all.*,
        row_number() over (partition by section, billing_currency, team order by weight desc, name collate "C")::integer as ordinal
    from of_all

)

select $1::date, section, billing_currency, team, ordinal, null::integer, cells
from ranked
where ordinal <= 50
union all
select $1::date, section, billing_currency, team, 51, count(*)::integer, jsonb_build_object('amount', trim_scale(sum(weight)))
from ranked
where ordinal > 50
group by section, billing_currency, team
union all
select
    $1::date, 'machine-commitment', billing_currency, null,
    row_number() over (
        partition by billing_currency
        order by covered_list_cost + on_demand_list_cost + spot_list_cost desc, provider collate "C", service_name collate "C"
    )::integer,
    null,
    jsonb_build_object(
        'provider', provider, 'service', service_name, 'covered', covered_effective_cost, 'unused', unused_effective_cost,
        'coverage', trim_scale(coverage), 'spot', trim_scale(spot_share), 'utilisation', trim_scale(utilisation), 'break_even', trim_scale(break_even_utilisation),
        'saving', commitment_saving, 'spot_saving', spot_saving
    )
from report.machine_commitment
where billing_month = $1::date
