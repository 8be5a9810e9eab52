-- Whether cost $1 is more than $3 percent above $2, the month before, and at least $4 above it.
-- The percentage is cut, not rounded. $2 is above nought.
select
    trim_scale($2::numeric * (1 + $3::numeric * 0.01)) as threshold,
    trim_scale(div(($1::numeric - $2::numeric) * 10000, $2::numeric) * 0.01) as percent,
    $1::numeric > $2::numeric * (1 + $3::numeric * 0.01) and $1::numeric - $2::numeric >= $4::numeric as is_reached
