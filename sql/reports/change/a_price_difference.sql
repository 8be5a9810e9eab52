-- What the same work costs elsewhere: of other machine types, in other regions, by other purchase options, all else alike.
create view report.price_difference as
with

prices as (

    select
        billing_month, billing_currency, provider, service_name, region_id, purchase_option, instance_type, effective_cost, hours,
        coalesce('10,000 op/s of ' || benchmark, 'vCPU-hour') as measure,
        coalesce(operations_price, per_vcpu_hour) as price
    from report.instance_price
    where coalesce(operations_price, per_vcpu_hour) > 0

),

-- Another type does the same work by what it sustains; the same type is the same machine wherever it is.
compared as (

    select 'type' as compared, prices.*, concat_ws('|', region_id, purchase_option, measure) as alike
    from prices
    union all
    select 'region', prices.*, concat_ws('|', instance_type, purchase_option, measure)
    from prices
    union all
    select 'purchase option', prices.*, concat_ws('|', instance_type, region_id, measure)
    from prices

),

ranked as (

    select
        compared.*,
        first_value(instance_type) over cheapest as cheapest_type,
        first_value(region_id) over cheapest as cheapest_region_id,
        first_value(purchase_option) over cheapest as cheapest_purchase_option,
        first_value(price) over cheapest as cheapest_price
    from compared
    window cheapest as (
        partition by billing_month, billing_currency, provider, service_name, compared, alike
        order by price, instance_type collate "C", region_id collate "C", purchase_option collate "C"
    )

),

final as (

    select
        billing_month, billing_currency, provider, service_name, compared, region_id, purchase_option, instance_type, measure, price,
        cheapest_type, cheapest_region_id, cheapest_purchase_option, cheapest_price,
        round(price / cheapest_price - 1, 6) as difference,
        hours,
        round(effective_cost * (1 - cheapest_price / price), 6) as saving
    from ranked
    where price > cheapest_price

)

select * from final;

comment on view report.price_difference is 'One row per month, currency, machine type, region, purchase option, measure and what is compared, where something alike is cheaper.';
comment on column report.price_difference.billing_month is 'First day of the month.';
comment on column report.price_difference.billing_currency is 'The currency.';
comment on column report.price_difference.provider is 'The provider.';
comment on column report.price_difference.service_name is 'The service.';
comment on column report.price_difference.compared is 'What differs from the cheapest: type, region or purchase option; all else is alike.';
comment on column report.price_difference.region_id is 'The region.';
comment on column report.price_difference.purchase_option is 'on demand, committed or spot.';
comment on column report.price_difference.instance_type is 'The machine type.';
comment on column report.price_difference.measure is 'What is compared: 10,000 op/s of a benchmark, else vCPU-hours.';
comment on column report.price_difference.price is 'What that costs an hour.';
comment on column report.price_difference.cheapest_type is 'The cheapest alike: its type,';
comment on column report.price_difference.cheapest_region_id is 'its region,';
comment on column report.price_difference.cheapest_purchase_option is 'its purchase option,';
comment on column report.price_difference.cheapest_price is 'and what it costs an hour.';
comment on column report.price_difference.difference is 'How much more it is: 0.4 is 40 %.';
comment on column report.price_difference.hours is 'Hours that are billed of the dearer one.';
comment on column report.price_difference.saving is 'What these hours would have cost less at the cheapest price.';
