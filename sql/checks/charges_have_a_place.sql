-- I-11: each charge belongs to a delivery and an item, and no line is there twice.
with

charges as (

    select load_id, period_number, file_number, row_number, part, item_key
    from bill.charge
    where $1::date is null or load_id = any (array(select delivery.load_id from bill.delivery where billing_month = $1::date))

),

final as (

    select 'without delivery' as finding, load_id, file_number, row_number, part
    from charges
    where not exists (
        select 1 from bill.delivery
        where delivery.load_id = charges.load_id and delivery.period_number = charges.period_number
    )
    union all
    select 'without item', load_id, file_number, row_number, part
    from charges
    where not exists (select 1 from bill.item where item.item_key = charges.item_key)
    union all
    select 'twice', load_id, file_number, row_number, part
    from charges
    group by load_id, file_number, row_number, part
    having count(*) > 1

)

select * from final
order by finding, load_id, file_number, row_number, part
limit 100
