-- Notes that the gaps of day $1 are judged by exports of the days around it with digest $2.
update usage.derived_day set neighbour_digest = $2 where usage_date = $1::date
