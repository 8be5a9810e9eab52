-- Writes the unit costs of the configuration: $1 is [{"rule", "metric", "dimension", "name", "currency", "target", "factor"}].
with

given as (

    select *
    from jsonb_to_recordset($1::jsonb) as given (
        rule text, metric text, dimension text, name text, currency text, target numeric, factor numeric
    )

),

gone as (

    delete from org.unit_cost_target as known
    where not exists (select from given where given.rule = known.rule)

)

insert into org.unit_cost_target (rule, metric, dimension, name, billing_currency, target, limit_factor)
select rule, metric, dimension, name, currency, target, factor
from given
on conflict (rule) do update
set
    metric = excluded.metric, dimension = excluded.dimension, name = excluded.name,
    billing_currency = excluded.billing_currency, target = excluded.target, limit_factor = excluded.limit_factor
