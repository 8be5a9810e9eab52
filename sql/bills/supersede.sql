-- Makes delivery $1 an old version.
update bill.delivery set state = 'superseded' where delivery_id = $1::bigint
