-- Takes the sums of month $1 by SKU away.
delete from cost.month_sku where billing_month = $1::date
