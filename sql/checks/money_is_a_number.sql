-- I-7: no amount is NaN or infinite.
select 'bill.charge' as table_name, delivery.billing_month, charge.file_number::text || ':' || charge.row_number as row_name
from bill.charge as charge
inner join bill.delivery as delivery using (load_id, period_number)
where delivery.billing_month = coalesce($1::date, delivery.billing_month)
    and (
        charge.billed_cost in ('NaN', 'Infinity', '-Infinity') or charge.effective_cost in ('NaN', 'Infinity', '-Infinity')
        or charge.contracted_cost in ('NaN', 'Infinity', '-Infinity') or charge.list_cost in ('NaN', 'Infinity', '-Infinity')
    )
union all
select 'cost.day', billing_month, coalesce(team, '') || ' ' || kind
from cost.day
where billing_month = coalesce($1::date, billing_month)
    and (
        billed_cost in ('NaN', 'Infinity', '-Infinity') or effective_cost in ('NaN', 'Infinity', '-Infinity')
        or contracted_cost in ('NaN', 'Infinity', '-Infinity') or list_cost in ('NaN', 'Infinity', '-Infinity')
    )
order by 1, 2, 3
limit 100
