-- What a change from $1 to $2 per thousand is worth in a year of load $3 per hour, and in how many days it pays effort $4 back.
with

years as (

    select ($1::numeric - $2::numeric) * $3::numeric * 8760 / 1000 as value

)

select
    trim_scale(round(value, 2)) as yearly_value,
    case when value > 0 then trim_scale(round($4::numeric * 365 / value, 1)) end as payback_days
from years
