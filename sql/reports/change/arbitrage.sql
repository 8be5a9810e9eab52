-- Machines that cost much more than the same work does elsewhere.
create view report.arbitrage as
select
    billing_month, billing_currency, provider, service_name, compared, region_id, purchase_option, instance_type, measure, price,
    cheapest_type, cheapest_region_id, cheapest_purchase_option, cheapest_price, difference, hours, saving
from report.price_difference
where difference > (select value from org.change_setting where name = 'arbitrage_min');

comment on view report.arbitrage is 'One row per row of report.price_difference that is over 35 % (org.change_setting) above the cheapest alike.';
comment on column report.arbitrage.billing_month is 'First day of the month.';
comment on column report.arbitrage.billing_currency is 'The currency.';
comment on column report.arbitrage.provider is 'The provider.';
comment on column report.arbitrage.service_name is 'The service.';
comment on column report.arbitrage.compared is 'What differs from the cheapest: type, region or purchase option; all else is alike.';
comment on column report.arbitrage.region_id is 'The region.';
comment on column report.arbitrage.purchase_option is 'on demand, committed or spot.';
comment on column report.arbitrage.instance_type is 'The machine type.';
comment on column report.arbitrage.measure is 'What is compared: 10,000 op/s of a benchmark, else vCPU-hours.';
comment on column report.arbitrage.price is 'What that costs an hour.';
comment on column report.arbitrage.cheapest_type is 'The cheapest alike: its type,';
comment on column report.arbitrage.cheapest_region_id is 'its region,';
comment on column report.arbitrage.cheapest_purchase_option is 'its purchase option,';
comment on column report.arbitrage.cheapest_price is 'and what it costs an hour.';
comment on column report.arbitrage.difference is 'How much more it is: 0.4 is 40 %.';
comment on column report.arbitrage.hours is 'Hours that are billed of the dearer one.';
comment on column report.arbitrage.saving is 'What these hours would have cost less at the cheapest price.';
