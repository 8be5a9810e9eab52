-- How much of machines' use commitments and spot cover, what commitments were left unused, and from which use on they pay.
create view report.machine_commitment as
with

-- Benchmarks repeat a machine's row.
machines as (

    select distinct
        billing_month, billing_currency, provider, service_name, region_id, instance_type, purchase_option, hours, effective_cost,
        hours * hourly_list_price as list_cost
    from report.instance_price

),

uses as (

    select
        billing_month, billing_currency, provider, service_name,
        coalesce(sum(list_cost) filter (where purchase_option = 'committed'), 0) as covered_list_cost,
        coalesce(sum(list_cost) filter (where purchase_option = 'on demand'), 0) as on_demand_list_cost,
        coalesce(sum(list_cost) filter (where purchase_option = 'spot'), 0) as spot_list_cost,
        coalesce(sum(effective_cost) filter (where purchase_option = 'committed'), 0) as covered_effective_cost,
        coalesce(sum(effective_cost) filter (where purchase_option = 'spot'), 0) as spot_effective_cost
    from machines
    group by billing_month, billing_currency, provider, service_name

),

unused as (

    select billing_month, billing_currency, provider, service_name, effective_cost as unused_effective_cost
    from cost.month_price
    where purchase_option = 'unused'

),

both_sides as (

    select
        billing_month, billing_currency, provider, service_name,
        coalesce(covered_list_cost, 0) as covered_list_cost, coalesce(on_demand_list_cost, 0) as on_demand_list_cost,
        coalesce(spot_list_cost, 0) as spot_list_cost, coalesce(covered_effective_cost, 0) as covered_effective_cost,
        coalesce(spot_effective_cost, 0) as spot_effective_cost, coalesce(unused_effective_cost, 0) as unused_effective_cost
    from uses
    full join unused using (billing_month, billing_currency, provider, service_name)

),

final as (

    select
        billing_month, billing_currency, provider, service_name,
        trim_scale(covered_list_cost) as covered_list_cost,
        trim_scale(on_demand_list_cost) as on_demand_list_cost,
        trim_scale(spot_list_cost) as spot_list_cost,
        trim_scale(covered_effective_cost) as covered_effective_cost,
        trim_scale(spot_effective_cost) as spot_effective_cost,
        trim_scale(unused_effective_cost) as unused_effective_cost,
        round(covered_list_cost / nullif(covered_list_cost + on_demand_list_cost, 0), 6) as coverage,
        round(spot_list_cost / nullif(covered_list_cost + on_demand_list_cost + spot_list_cost, 0), 6) as spot_share,
        round(covered_effective_cost / nullif(covered_effective_cost + unused_effective_cost, 0), 6) as utilisation,
        round(covered_effective_cost / nullif(covered_list_cost, 0), 6) as break_even_utilisation,
        trim_scale(round(covered_list_cost - covered_effective_cost - unused_effective_cost, 6)) as commitment_saving,
        trim_scale(round(spot_list_cost - spot_effective_cost, 6)) as spot_saving
    from both_sides

)

select * from final;

comment on view report.machine_commitment is 'One row per month, currency, provider and service with machines or unused commitments.';
comment on column report.machine_commitment.billing_month is 'First day of the month.';
comment on column report.machine_commitment.billing_currency is 'The currency.';
comment on column report.machine_commitment.provider is 'The provider.';
comment on column report.machine_commitment.service_name is 'The service.';
comment on column report.machine_commitment.covered_list_cost is 'Machines'' use that commitments cover, at list prices.';
comment on column report.machine_commitment.on_demand_list_cost is 'Use that nothing covers, at list prices.';
comment on column report.machine_commitment.spot_list_cost is 'Use of spot machines, at list prices.';
comment on column report.machine_commitment.covered_effective_cost is 'What the covered use cost.';
comment on column report.machine_commitment.spot_effective_cost is 'What spot machines cost.';
comment on column report.machine_commitment.unused_effective_cost is 'What commitments cost that nothing used.';
comment on column report.machine_commitment.coverage is 'covered / (covered + on demand), at list prices: 0.6 is 60 %; spot is left out.';
comment on column report.machine_commitment.spot_share is 'spot / all, at list prices.';
comment on column report.machine_commitment.utilisation is 'The part of what commitments cost that was used.';
comment on column report.machine_commitment.break_even_utilisation is 'From which utilisation on the commitments pay: their price / the list price; below it on demand is cheaper.';
comment on column report.machine_commitment.commitment_saving is 'covered use at list prices − what it cost − what was unused; below zero the commitments do not pay.';
comment on column report.machine_commitment.spot_saving is 'Spot use at list prices − what it cost.';
