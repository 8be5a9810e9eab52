-- Forgets the charges of period $2 of load $1: the same content is current already.
delete from bill.stored_charge where load_id = $1::bigint and period_number = $2::smallint
