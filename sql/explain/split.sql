-- How the machine or volume behind part $3 of month $1 was divided, as cost $2; $4 is the machine that the part goes by.
with

part as (

    select *
    from jsonb_to_record($3::jsonb) as part (
        usage_date date, hour smallint, billing_currency text, kind text, rule text, reason text, source text, billing_account_id text,
        sub_account_id text, service text, resource_key text, cluster text, namespace text, pod text, pod_key text,
        tenant text, tier text, commit text, owner text
    )

)

select
    split.class, split.started_at, split.ended_at, trim_scale(split.line_amount) as line_amount,
    trim_scale(case split.kind when 'memory' then split.memory_price when 'gpu' then split.gpu_price else split.cpu_price end) as price,
    trim_scale(split.cpu_price + split.memory_price + split.gpu_price) as prices, split.kind, split.measure, trim_scale(split.amount) as amount,
    trim_scale(split.requested) as requested, trim_scale(split.used) as used, trim_scale(split.mine) as mine,
    trim_scale(split.everyone) as everyone, trim_scale(split.capacity) as capacity, trim_scale(split.divisor) as divisor,
    split.has_unit, split.share
from part
cross join lateral report.explain_split($1::date, part.resource_key, $4, part.usage_date, $2) as split
where split.kind = part.kind and split.source = part.source and split.billing_account_id = part.billing_account_id
    and split.sub_account_id is not distinct from part.sub_account_id and split.service is not distinct from part.service
    and split.billing_currency = part.billing_currency
    -- Pods that only the provider names are placed by the day.
    and (split.hour is not distinct from part.hour or (part.hour is null and part.reason = 'pod that only the provider names'))
    and split.cluster = part.cluster and split.namespace is not distinct from part.namespace
    and case when split.pod is not null then split.pod_key end is not distinct from part.pod_key
    and split.tenant is not distinct from part.tenant and split.tier is not distinct from part.tier
    and split.commit is not distinct from part.commit and split.owner is not distinct from part.owner
    and case split.class
        when 'provider node' then part.rule = 'node by the provider''s split'
        when 'provider negation' then part.rule like 'negation of % provider%'
        when 'allocated' then part.rule = 'pod by the provider''s allocation'
        when 'node' then part.rule like 'node by %' and part.rule <> 'node by the provider''s split'
        when 'node network' then part.rule in ('traffic of a node by bytes', 'traffic of a node by cpu')
        when 'node disk' then part.rule like 'local disk of a node %'
        when 'volume' then part.rule like 'volume %'
        when 'load balancer' then part.rule like 'load balancer %'
        when 'cluster network' then part.rule in ('traffic of a cluster by bytes', 'traffic of a cluster by cpu')
        when 'pod' then part.rule = 'pod of its own'
        when 'commitment negation' then part.rule like 'negation of %'
        -- Traffic over a border: 'node network between zones', ….
        else part.rule like 'traffic of a ' || split_part(split.class, ' ', 1) || ' by bytes '
            || substring(split.class from '^(?:node|cluster) network (.*)$')
    end
order by split.started_at, split.class collate "C"
