-- What each day of the bill is worked out from: its charges, as pots; the usage of the days that their windows touch.
insert into work_input (usage_date, from_date, to_date, charge_digest, usage_digest, label_digest)
with

charges as (

    select
        usage_date,
        least(usage_date, min((started_at at time zone 'UTC')::date)) as from_date,
        greatest(usage_date, max(((ended_at - interval '1 microsecond') at time zone 'UTC')::date)) + 1 as to_date,
        count(*) || ':' || sum(hash_record_extended(row(
            class, resource_key, basis_resource_key, hour, started_at, ended_at, source, billing_account_id, sub_account_id,
            service_name, item_key, instance_family, billing_currency, billed_cost, effective_cost, contracted_cost, list_cost
        ), 0)) as charge_digest
    from work_month_pot
    group by usage_date

),

final as (

    select
        charges.usage_date, charges.from_date, charges.to_date, charges.charge_digest,
        coalesce(string_agg(derived.content_digest, ',' order by derived.usage_date), '') as usage_digest,
        '' as label_digest
    from charges
    left join usage.derived_day as derived
        on derived.usage_date >= charges.from_date and derived.usage_date < charges.to_date
    group by charges.usage_date, charges.from_date, charges.to_date, charges.charge_digest

)

select * from final
