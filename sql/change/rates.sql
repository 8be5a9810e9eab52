-- Amount $1 by the hour of $2 hours, and by the thousand of a load of $3 an hour.
select
    trim_scale(round($1::numeric / $2::numeric, 9)) as per_hour,
    trim_scale(round($1::numeric * 1000 / ($2::numeric * $3::numeric), 9)) as per_thousand
