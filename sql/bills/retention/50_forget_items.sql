-- Forgets the items that no line names any more.
delete from bill.stored_item
where item_key in (
    select item_key from gone_item
    except
    select item_key from bill.stored_charge
)
