-- Takes the published rows of month $1 away; the next statements of this transaction put the new ones in their place.
delete from cost.day where billing_month = $1::date
