-- The bill's lines behind part $3 (JSON of report.explain) of month $1 as cost $2, the largest $4; with their number and sum.
with

part as (

    select *
    from jsonb_to_record($3::jsonb) as part (
        usage_date date, hour smallint, billing_currency text, kind text, is_shared boolean, rule text, reason text, source text,
        billing_account_id text, sub_account_id text, service text, resource_key text,
        tenant text, tier text, commit text, owner text
    )

),

classes as (

    select
        case
            when rule = 'node by the provider''s split' then array['provider node']
            when rule = 'pod by the provider''s allocation' then array['allocated']
            when rule like 'node by %' then array['node']
            when rule like 'traffic of a node %' then array['node network']
            when rule like 'local disk of a node %' then array['node disk']
            when rule like 'load balancer %' then array['load balancer']
            when rule like 'traffic of a cluster %' then array['cluster network']
            when rule = 'pod of its own' then array['pod']
            when kind = 'control plane' then array['cluster fee']
            when rule like 'volume %' or reason = 'volume without a claim' then array['volume']
            when rule like 'negation of %' or kind = 'shared' then array['commitment negation']
            when reason = 'no usage' then array[
                'node', 'node network', 'node disk', 'commitment negation', 'load balancer', 'cluster network', 'pod'
            ]
            when kind in ('idle', 'sidecar') then array[
                'node', 'node network', 'node disk', 'commitment negation', 'provider node', 'idle'
            ]
            when kind = 'platform' then null
            when is_shared then array[kind]
            when kind in ('direct', 'unallocated') then array['direct']
        end as classes,
        kind in ('direct', 'unallocated') and coalesce(reason, '') not in ('no usage', 'volume without a claim') as is_tagged
    from part

)

select
    charge.file, charge.row_number, charge.part, charge.class, charge.description, charge.started_at, charge.ended_at,
    trim_scale(charge.amount) as amount, count(*) over () as line_count, trim_scale(sum(charge.amount) over ()) as line_sum
from part
cross join classes
cross join lateral report.explain_charges($1::date, part.resource_key, part.usage_date, $2) as charge
left join bill.item as item on classes.is_tagged and item.item_key = charge.item_key
where (classes.classes is null or charge.class = any (classes.classes))
    and charge.source = part.source and charge.billing_account_id = part.billing_account_id
    and charge.sub_account_id is not distinct from part.sub_account_id
    and charge.service is not distinct from part.service and charge.billing_currency = part.billing_currency
    and (part.hour is null or charge.hour is not distinct from part.hour)
    and (
        part.rule !~ '^traffic of .* by bytes (between|to) '
        or part.rule like '% by bytes ' || cost.traffic_words(substring(charge.instance_family from 2))
    )
    and (
        not classes.is_tagged
        or (
            bill.tag_value(item.tags, 'tenant') is not distinct from part.tenant
            and bill.tag_value(item.tags, 'tier') is not distinct from part.tier
            and bill.tag_value(item.tags, 'commit') is not distinct from part.commit
            and bill.tag_value(item.tags, 'owner') is not distinct from part.owner
        )
    )
order by abs(charge.amount) desc, charge.file collate "C", charge.row_number, charge.part
limit $4::integer
