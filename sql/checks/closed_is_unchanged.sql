-- I-8: what was frozen at a closing is as it was: published rows, allocation and the closing's own digest.
with

closings as (

    select distinct on (closing.billing_month) closing.*
    from cost.closing as closing
    inner join cost.period as period on period.billing_month = closing.billing_month
    where period.state = 'closed' and closing.billing_month = coalesce($1::date, closing.billing_month)
        and not exists (select 1 from cost.reopening as reopening where reopening.closing_id = closing.closing_id)
    order by closing.billing_month, closing.closing_id desc

),

hashes as (

    select 'day' as part, day.billing_month, md5(row(
        day.source, day.usage_date, day.billing_currency, day.kind, day.rule, day.is_shared, day.reason, day.billing_account_id,
        day.sub_account_id, day.service_name, day.cluster, day.namespace, day.workload, day.tenant, day.tier, day.commit,
        day.owner, day.team, day.billed_cost, day.effective_cost, day.contracted_cost, day.list_cost
    )::text) as row_hash
    from cost.day as day
    where billing_month = any (array(select billing_month from closings))
    union all
    -- Closings of before the ledger was frozen as it is stored.
    select 'allocation', allocation.billing_month, md5(row(
        allocation.source, allocation.usage_date, allocation.hour, allocation.resource_key, allocation.billing_currency,
        allocation.kind, allocation.rule, allocation.is_shared, allocation.reason, allocation.billing_account_id,
        allocation.sub_account_id, allocation.service, allocation.cluster, allocation.namespace, allocation.node,
        allocation.pod, allocation.pod_key, allocation.tenant, allocation.tier, allocation.commit, allocation.owner,
        allocation.team, allocation.billed_cost, allocation.effective_cost, allocation.contracted_cost, allocation.list_cost
    )::text)
    from report.allocation as allocation
    where allocation.billing_month = any (array(select billing_month from closings where digest_version = 1))
    union all
    select 'allocation', billing_month, md5(record_send(row(
        'share', part, usage_date, resource_key, hour, source, billing_account_id, sub_account_id, service_name,
        billing_currency, kind, rule, node, consumers, billed_cost, effective_cost, contracted_cost, list_cost
    )))
    from cost.share
    where billing_month = any (array(select billing_month from closings where digest_version = 2))
    union all
    select 'allocation', billing_month, md5(record_send(row(
        'consumer', part, consumer, valid_from, valid_to, cluster, namespace, workload, pod, pod_key, tenant, tier, commit,
        owner, team
    )))
    from cost.consumer
    where billing_month = any (array(select billing_month from closings where digest_version = 2))
    union all
    select 'allocation', billing_month, md5(record_send(row(
        'placement', source, usage_date, resource_key, hour, billing_currency, kind, rule, is_shared, reason,
        billing_account_id, sub_account_id, service_name, cluster, namespace, workload, node, pod, pod_key, tenant, tier,
        commit, owner, team, billed_cost, effective_cost, contracted_cost, list_cost
    )))
    from cost.placement
    where billing_month = any (array(select billing_month from closings where digest_version = 2))

),

digests as (

    select
        part, billing_month,
        encode(sha256(convert_to(
            count(*) || ':' || sum(('x' || substr(row_hash, 1, 15))::bit(60)::bigint)
            || ':' || sum(('x' || substr(row_hash, 16, 15))::bit(60)::bigint), 'UTF8'
        )), 'hex') as digest
    from hashes
    group by part, billing_month

),

final as (

    select closings.billing_month, 'published rows' as what, closings.day_sha256 as frozen, digests.digest as found
    from closings
    left join digests on digests.part = 'day' and digests.billing_month = closings.billing_month
    union all
    select closings.billing_month, 'allocation', closings.allocation_sha256, digests.digest
    from closings
    left join digests on digests.part = 'allocation' and digests.billing_month = closings.billing_month
    union all
    select
        billing_month, 'the closing itself', digest,
        encode(sha256(convert_to(
            billing_month::text || E'\n' || input_sha256 || E'\n' || inputs::text || E'\n' || rules::text || E'\n'
            || rates::text || E'\n' || day_sha256 || E'\n' || allocation_sha256 || E'\n' || adjustment_sha256, 'UTF8'
        )), 'hex')
    from closings
    union all
    -- The log keeps each closing's digest, so that whoever changes one has to change the chain.
    select closings.billing_month, 'the closing in the log', closings.digest, log.detail
    from closings
    left join ops.log as log
        on log.event = 'close' and log.subject = to_char(closings.billing_month, 'YYYY-MM')
        and log.detail = 'closing ' || closings.closing_id || ' ' || closings.digest
    where log.sequence is null
    union all
    select
        closings.billing_month, 'exchange rates', closings.rates::text, rates.words::text
    from closings
    cross join lateral (
        select coalesce(
            jsonb_agg(jsonb_build_array(from_currency, to_currency, rate::text) order by from_currency, to_currency), '[]'::jsonb
        ) as words
        from org.exchange_rate
        where exchange_rate.billing_month = closings.billing_month
    ) as rates

)

select * from final
where frozen is distinct from found
order by billing_month, what
limit 100
