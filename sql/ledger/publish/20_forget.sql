-- Takes the published rows of month $1 away, but for the days that stay: of those only what the month distributes. The next
-- statements of this transaction put the new ones in their place.
delete from cost.day
where billing_month = $1::date
    and (
        usage_date not in (select usage_date from work_kept_day)
        or (is_shared and rule not like '% of its node and day')
    )
