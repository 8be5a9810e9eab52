-- What team $2 was charged in month $1 of kind $3, commit $4 and resource $5, each where it is given, by currency.
select billing_currency, trim_scale(sum(amount)) as figure_cost
from report.explain($1::date, 'effective', team => $2, commit => $4, kind => $3)
where $5::text is null or resource_key = $5
group by billing_currency
having sum(amount) <> 0
order by billing_currency collate "C"
