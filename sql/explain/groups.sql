-- A figure of month $1 as cost $2 by currency, kind and rule, with the filters $3 to $10 of report.explain.
select
    billing_currency, kind, is_shared, rule, count(*) as part_count, trim_scale(sum(amount)) as amount
from report.explain($1::date, $2, $3, $4, $5, $6, $7, $8, $9::date, $10)
group by billing_currency, kind, is_shared, rule
order by billing_currency collate "C", is_shared, sum(amount) desc, kind collate "C", rule collate "C"
