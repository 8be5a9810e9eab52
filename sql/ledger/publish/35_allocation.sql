-- Puts the allocation of month $1 that this transaction has worked out in the place of the old one.
select cost.publish_allocation($1::date)
