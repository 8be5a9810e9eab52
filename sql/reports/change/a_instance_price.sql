-- What machines cost in effect: by provider, region, type and purchase option, from the bill's hours.
create view report.instance_price as
with

types as (

    select *
    from cost.month_price
    where purchase_option <> 'unused'

),

settings as (

    select value as vcpu_per_gib
    from org.change_setting
    where name = 'vcpu_per_gib'

),

final as (

    select
        types.billing_month, types.billing_currency, types.provider, types.service_name, types.region_id, types.instance_type,
        substring(types.instance_type from '^(?:Standard_)?[A-Za-z]+[0-9]*[a-z]*') as family,
        types.purchase_option, types.vcpu, types.gib, types.machine_count, types.hours, types.effective_cost,
        trim_scale(round(types.effective_cost / types.hours, 12)) as hourly_price,
        trim_scale(round(types.list_cost / types.hours, 12)) as hourly_list_price,
        prices.per_vcpu_hour, prices.per_gib_hour,
        throughput.benchmark, throughput.operations_per_second,
        report.operations_price(types.effective_cost / types.hours, throughput.operations_per_second) as operations_price
    from types
    cross join settings
    left join lateral report.resource_prices(types.effective_cost / types.hours, types.vcpu, types.gib, settings.vcpu_per_gib) as prices
        on true
    left join org.instance_throughput as throughput on throughput.instance_type = types.instance_type

)

select * from final;

comment on view report.instance_price is 'One row per month, currency, provider, service, region, machine type, purchase option and benchmark.';
comment on column report.instance_price.billing_month is 'First day of the month.';
comment on column report.instance_price.billing_currency is 'The currency.';
comment on column report.instance_price.provider is 'The provider.';
comment on column report.instance_price.service_name is 'The service, e.g. AmazonEC2.';
comment on column report.instance_price.region_id is 'The region.';
comment on column report.instance_price.instance_type is 'The machine type, e.g. m7g.2xlarge.';
comment on column report.instance_price.family is 'The type''s family, e.g. m7g.';
comment on column report.instance_price.purchase_option is 'on demand, committed or spot.';
comment on column report.instance_price.vcpu is 'vCPUs, as the bill says; null where it does not.';
comment on column report.instance_price.gib is 'GiB of memory, as the bill says.';
comment on column report.instance_price.machine_count is 'Machines of it.';
comment on column report.instance_price.hours is 'Hours that are billed.';
comment on column report.instance_price.effective_cost is 'Effective cost of those.';
comment on column report.instance_price.hourly_price is 'Effective cost of an hour.';
comment on column report.instance_price.hourly_list_price is 'List cost of an hour.';
comment on column report.instance_price.per_vcpu_hour is 'Of it, what a vCPU costs (report.resource_prices).';
comment on column report.instance_price.per_gib_hour is 'Of it, what a GiB costs.';
comment on column report.instance_price.benchmark is 'What was measured on it (org.instance_throughput), or null.';
comment on column report.instance_price.operations_per_second is 'Operations per second that it sustains, or null.';
comment on column report.instance_price.operations_price is 'Cost of an hour of 10,000 op/s, or null.';
