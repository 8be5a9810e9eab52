-- Notes that the labels of day $1 were found by rules and label files with digest $2.
update usage.derived_day set label_digest = $2 where usage_date = $1::date
