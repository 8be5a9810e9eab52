-- Machines that cost much more than others of the same service, region and purchase option for the same work.
create view report.arbitrage as
with

prices as (

    select
        billing_month, billing_currency, provider, service_name, region_id, purchase_option, instance_type, hours,
        coalesce('10,000 op/s of ' || benchmark, 'vCPU-hour') as measure,
        coalesce(operations_price, per_vcpu_hour) as price
    from report.instance_price
    where coalesce(operations_price, per_vcpu_hour) > 0

),

ranked as (

    select
        prices.*,
        first_value(instance_type) over cheapest as cheapest_type,
        first_value(price) over cheapest as cheapest_price
    from prices
    window cheapest as (
        partition by billing_month, billing_currency, provider, service_name, region_id, purchase_option, measure
        order by price, instance_type collate "C"
    )

),

final as (

    select
        billing_month, billing_currency, provider, service_name, region_id, purchase_option, instance_type, measure, price,
        cheapest_type, cheapest_price,
        round(price / cheapest_price - 1, 6) as difference,
        hours
    from ranked
    where price / cheapest_price - 1 > (select value from org.change_setting where name = 'arbitrage_min')

)

select * from final;

comment on view report.arbitrage is 'One row per month, machine type and measure that costs over 35 % (org.change_setting) more than the cheapest alike.';
comment on column report.arbitrage.billing_month is 'First day of the month.';
comment on column report.arbitrage.billing_currency is 'The currency.';
comment on column report.arbitrage.provider is 'The provider.';
comment on column report.arbitrage.service_name is 'The service.';
comment on column report.arbitrage.region_id is 'The region.';
comment on column report.arbitrage.purchase_option is 'on demand, committed or spot.';
comment on column report.arbitrage.instance_type is 'The machine type.';
comment on column report.arbitrage.measure is 'What is compared: 10,000 op/s of a benchmark, else vCPU-hours.';
comment on column report.arbitrage.price is 'What that costs an hour.';
comment on column report.arbitrage.cheapest_type is 'The cheapest type that is billed there.';
comment on column report.arbitrage.cheapest_price is 'What it costs there.';
comment on column report.arbitrage.difference is 'How much more it is: 0.4 is 40 %.';
comment on column report.arbitrage.hours is 'Hours that are billed of the dearer one.';
