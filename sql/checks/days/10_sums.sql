-- What shares add up to by what the bill and what the mart tell of them: month $1, the days from $2 until before $3, in one
-- pass, of numbers alone. The first part of one statement; the next two hold the sums against bill, mart and pods.
with

-- Amounts that are not stored are as the effective ones; those that are like the billed ones, number by number, need not be
-- added up twice. One with other than as many amounts as consumers counts as nothing, and so is found.
shares as (

    select
        resource_key, usage_date, kind, rule, part, source, billing_account_id, sub_account_id, service_name, billing_currency,
        node, consumers, billed_cost, effective_cost, contracted_cost is null as is_contracted_effective, list_cost is null as is_list_effective,
        contracted_cost = billed_cost as is_contracted_billed, list_cost = billed_cost as is_list_billed,
        case when contracted_cost <> billed_cost or billed_cost is null then contracted_cost end as contracted_cost,
        case when list_cost <> billed_cost or billed_cost is null then list_cost end as list_cost
    from cost.share
    where billing_month = $1::date and usage_date >= $2::date and usage_date < $3::date
        and cardinality(effective_cost) in (0, cardinality(consumers))
        and coalesce(cardinality(billed_cost) in (0, cardinality(consumers)), true)
        and coalesce(cardinality(contracted_cost) in (0, cardinality(consumers)), true)
        and coalesce(cardinality(list_cost) in (0, cardinality(consumers)), true)

),

-- Shares of different hours are put one behind the other, node by node, so that what each is added up in stays small.
heads as materialized (

    select
        row_number() over () as head, resource_key, usage_date, kind, rule, part, source, billing_account_id, sub_account_id,
        service_name, billing_currency, cardinality(billed_cost) is null as is_billed_effective, is_contracted_effective,
        is_list_effective, is_contracted_billed, is_list_billed,
        array_agg(consumers) as consumers,
        array_agg(billed_cost) filter (where cardinality(billed_cost) > 0) as billed_cost,
        array_agg(effective_cost) filter (where cardinality(effective_cost) > 0) as effective_cost,
        array_agg(contracted_cost) filter (where cardinality(contracted_cost) > 0) as contracted_cost,
        array_agg(list_cost) filter (where cardinality(list_cost) > 0) as list_cost
    from shares
    group by
        node, resource_key, usage_date, kind, rule, part, source, billing_account_id, sub_account_id, service_name, billing_currency,
        cardinality(consumers), cardinality(billed_cost), cardinality(effective_cost), cardinality(contracted_cost),
        cardinality(list_cost), is_contracted_effective, is_list_effective, is_contracted_billed, is_list_billed

),

-- Kept, so that no plan adds them up once per consumer, which it did where estimates were wrong.
sums as materialized (

    select
        heads.head, heads.part, part.consumer, coalesce(part.effective_cost, 0) as effective_cost,
        coalesce(case when is_billed_effective then part.effective_cost else part.billed_cost end, 0) as billed_cost,
        coalesce(case
            when is_contracted_effective then part.effective_cost when is_contracted_billed then part.billed_cost
            else part.contracted_cost
        end, 0) as contracted_cost,
        coalesce(case
            when is_list_effective then part.effective_cost when is_list_billed then part.billed_cost else part.list_cost
        end, 0) as list_cost
    from heads
    cross join lateral (
        select
            consumer, sum(effective_cost) as effective_cost,
            sum(billed_cost) filter (where billed_cost is not null) as billed_cost,
            sum(contracted_cost) filter (where contracted_cost is not null) as contracted_cost,
            sum(list_cost) filter (where list_cost is not null) as list_cost
        from (
            select
                unnest(heads.consumers) as consumer, unnest(heads.billed_cost) as billed_cost,
                unnest(heads.effective_cost) as effective_cost, unnest(heads.contracted_cost) as contracted_cost,
                unnest(heads.list_cost) as list_cost
        ) as side_by_side
        group by consumer
    ) as part

),

-- What the mart tells of shares has a number, and so has what it tells of consumers.
places as materialized (

    select
        head, part, resource_key, usage_date, source, billing_currency, kind, rule, billing_account_id, sub_account_id, service_name,
        dense_rank() over (order by
            usage_date, source, billing_currency, kind, rule, billing_account_id, sub_account_id, service_name
        ) as place
    from heads

),

owners as materialized (

    select
        row_number() over () as owner_number, part, valid_from, valid_to, pod is null as is_claim, cluster, namespace, workload,
        tenant, tier, commit, owner, team, array_agg(consumer) as consumers
    from cost.consumer
    where billing_month = $1::date and part = any (array(select distinct part from places)) and valid_from < $3::date and valid_to > $2::date
    group by part, valid_from, valid_to, pod is null, cluster, namespace, workload, tenant, tier, commit, owner, team

),

-- Idle capacity and what rules share out have no consumer of their own: they are among the placements.
known as materialized (

    select
        places.head, places.place, member.owner_number, sums.part, sums.consumer,
        sums.billed_cost, sums.effective_cost, sums.contracted_cost, sums.list_cost
    from sums
    inner join places on places.head = sums.head
    inner join (select owner_number, part, valid_from, valid_to, unnest(consumers) as consumer from owners) as member
        on member.part = sums.part and member.consumer = sums.consumer
        and member.valid_from <= places.usage_date and member.valid_to > places.usage_date

),
