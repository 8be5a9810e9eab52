-- I-11: each charge belongs to a delivery and an item, and no line is there twice.
select 'without delivery' as finding, charge.load_id, charge.file_number, charge.row_number, charge.part
from bill.charge as charge
where $1::date is null
    and not exists (
        select 1 from bill.delivery
        where delivery.load_id = charge.load_id and delivery.period_number = charge.period_number
    )
union all
select 'without item', charge.load_id, charge.file_number, charge.row_number, charge.part
from bill.charge as charge
left join bill.item as item using (item_key)
where item.item_key is null
union all
select 'twice', load_id, file_number, row_number, part
from bill.charge
group by load_id, file_number, row_number, part
having count(*) > 1
order by 1, 2, 3, 4, 5
limit 100
