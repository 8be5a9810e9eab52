-- Freezes month $1: who ($2), in which run ($3). The digest is over all that is frozen.
insert into cost.closing (
    billing_month, closed_by, run_id, input_sha256, inputs, rules, rates, day_sha256, allocation_sha256,
    adjustment_sha256, digest
)
with

frozen as (

    select
        period.input_sha256,
        cost.inputs_of($1::date, period.delivery_ids, period.configuration_sha256) as inputs,
        cost.rules_in_force() as rules,
        (
            select coalesce(
                jsonb_agg(jsonb_build_array(from_currency, to_currency, rate::text) order by from_currency, to_currency),
                '[]'::jsonb
            )
            from org.exchange_rate
            where billing_month = $1::date
        ) as rates,
        cost.day_sha256($1::date) as day_sha256,
        cost.allocation_sha256($1::date) as allocation_sha256,
        cost.adjustment_sha256($1::date) as adjustment_sha256
    from cost.period as period
    where period.billing_month = $1::date

),

final as (

    select
        $1::date as billing_month, $2 as closed_by, $3::bigint as run_id, frozen.*,
        encode(sha256(convert_to(concat_ws(
            E'\n', $1::date::text, input_sha256, inputs::text, rules::text, rates::text, day_sha256, allocation_sha256,
            adjustment_sha256
        ), 'UTF8')), 'hex') as digest
    from frozen

)

select * from final
returning closing_id, digest
