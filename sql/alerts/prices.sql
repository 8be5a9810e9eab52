-- What is paid in month $1, in currency $2, above the cheapest price of the same work, where that is more than $3 percent dearer
-- and costs at least $4 more in the month; $5 says between what is compared. Each machine type of a region and purchase option
-- counts once, by its largest difference. The three largest as [{"name", "amount"}].
with

findings as (

    select
        differences.*,
        row_number() over (
            partition by provider, service_name, region_id, purchase_option, instance_type order by saving desc, compared
        ) as place
    from report.price_difference as differences
    where
        billing_month = $1::date and billing_currency = $2 and difference * 100 > $3::numeric and saving >= $4::numeric
        and compared = any($5::text[])

),

named as (

    select
        concat_ws(' ', instance_type, region_id, purchase_option) || ', ' || trunc(difference * 100) || ' % above '
        || concat_ws(' ', cheapest_type, cheapest_region_id, cheapest_purchase_option) as name,
        saving
    from findings
    where place = 1

),

largest as (

    select name, saving
    from named
    order by saving desc, name collate "C"
    limit 3

)

select
    (select trim_scale(sum(saving)) from named) as amount,
    (select count(*) from named) as finding_count,
    coalesce(
        jsonb_agg(jsonb_build_object('name', name, 'amount', trim_scale(saving)::text) order by saving desc, name collate "C"),
        '[]'::jsonb
    ) as causes
from largest
having count(*) > 0
