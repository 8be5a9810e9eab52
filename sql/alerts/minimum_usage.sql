-- How many percent of the samples of month $1 are there that range exports should have; $2 (organisation or cluster) $3 is the
-- scope.
select trim_scale(div(sum(samples_present) * 10000, sum(samples_expected)) * 0.01) as percent
from usage.coverage
where
    usage_date >= $1::date and usage_date < ($1::date + interval '1 month')::date
    and ($2 = 'organisation' or cluster = $3)
having sum(samples_expected) > 0
