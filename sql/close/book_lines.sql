-- The lines of booking $2: what the allocation at hand gives month $1 beyond what is closed and was adjusted before.
insert into cost.adjustment (
    booking_id, source, billing_account_id, sub_account_id, service_name, billing_currency, original_kind,
    cluster, namespace, tenant, tier, commit, owner, team, reason, billed_cost, effective_cost, contracted_cost, list_cost
)
with

three_sides as (

    select
        source, billing_account_id, sub_account_id, service_name, billing_currency, kind, cluster, namespace, tenant, tier,
        commit, owner, team, reason, billed_cost, effective_cost, contracted_cost, list_cost
    from work_day
    where billing_month = $1::date
    union all
    select
        source, billing_account_id, sub_account_id, service_name, billing_currency, kind, cluster, namespace, tenant, tier,
        commit, owner, team, reason, -billed_cost, -effective_cost, -contracted_cost, -list_cost
    from cost.day
    where billing_month = $1::date
    union all
    select
        adjustment.source, adjustment.billing_account_id, adjustment.sub_account_id, adjustment.service_name,
        adjustment.billing_currency, adjustment.original_kind, adjustment.cluster, adjustment.namespace, adjustment.tenant,
        adjustment.tier, adjustment.commit, adjustment.owner, adjustment.team, adjustment.reason,
        -adjustment.billed_cost, -adjustment.effective_cost, -adjustment.contracted_cost, -adjustment.list_cost
    from cost.adjustment as adjustment
    inner join cost.booking as booking on booking.booking_id = adjustment.booking_id
    where booking.original_month = $1::date and booking.origin in ('restatement', 'reopening')

),

final as (

    select
        $2::bigint, source, billing_account_id, sub_account_id, service_name, billing_currency, kind, cluster, namespace,
        tenant, tier, commit, owner, team, reason,
        trim_scale(sum(billed_cost)) as billed_cost, trim_scale(sum(effective_cost)) as effective_cost,
        trim_scale(sum(contracted_cost)) as contracted_cost, trim_scale(sum(list_cost)) as list_cost
    from three_sides
    group by source, billing_account_id, sub_account_id, service_name, billing_currency, kind, cluster, namespace,
        tenant, tier, commit, owner, team, reason

)

select * from final
where billed_cost <> 0 or effective_cost <> 0 or contracted_cost <> 0 or list_cost <> 0
