-- How the pot behind part $3 of month $1 was shared out, as cost $2; $4 is the machine that the pot goes by.
with

part as (

    select *
    from jsonb_to_record($3::jsonb) as part (
        usage_date date, billing_currency text, kind text, rule text, source text, billing_account_id text,
        sub_account_id text, service text, resource_key text, cluster text, namespace text,
        tenant text, tier text, commit text, owner text, team text
    )

)

select
    share.pot_amount, share.scope, share.mine, share.everyone, share.has_unit, share.share
from part
cross join lateral report.explain_distribution(
    $1::date, part.resource_key, $4, part.usage_date, part.kind, part.source, part.billing_account_id, part.sub_account_id,
    part.service, part.billing_currency, $2
) as share
where share.rule = part.rule and share.cluster is not distinct from part.cluster
    and share.namespace is not distinct from part.namespace and share.tenant is not distinct from part.tenant
    and share.tier is not distinct from part.tier and share.commit is not distinct from part.commit
    and share.owner is not distinct from part.owner and share.team is not distinct from part.team
