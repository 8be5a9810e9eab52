-- How a machine's or volume's lines of a day were divided: each share with mine, everyone's, capacity and what was left over.
create function report.explain_split(month date, resource text, basis text, day date, cost text default 'effective')
returns table (
    class text, source text, billing_account_id text, sub_account_id text, service text, billing_currency text, hour smallint,
    started_at timestamptz, ended_at timestamptz, line_amount numeric, cpu_price numeric, memory_price numeric, kind text,
    amount numeric, cluster text, namespace text, pod text, pod_key text, tenant text, tier text, commit text, owner text,
    requested numeric, used numeric, mine numeric, everyone numeric, capacity numeric, divisor numeric, has_unit boolean,
    share numeric, measure text, gpu_price numeric
)
language sql stable as
$$
    with

    amounts as materialized (

        select * from report.explain_amounts($1, $2, $3, $4, $5)
        union all
        select * from report.explain_provider_amounts($1, $2, $3, $4, $5)
        union all
        select * from report.explain_traffic_amounts($1, $2, $3, $4, $5)

    ),

    weights as (

        select
            amounts.*, counted.cluster, counted.namespace, counted.pod, counted.pod_key, counted.tenant, counted.tier,
            counted.commit, counted.owner,
            case amounts.measure when 'memory' then counted.memory_requested when 'gpu' then counted.gpu_requested
                when 'cpu' then counted.cpu_requested end as requested,
            case amounts.measure when 'memory' then counted.memory_used when 'gpu' then counted.gpu_used
                when 'cpu' then counted.cpu_used end as used,
            case amounts.measure when 'memory' then counted.memory when 'gpu' then counted.gpu when 'bytes' then counted.bytes
                when 'time' then counted.microseconds else counted.cpu end as mine
        from amounts
        cross join lateral report.explain_counts(
            $1, amounts.basis_key, amounts.started_at, amounts.ended_at, amounts.class = 'volume'
        ) as counted
        where amounts.measure <> 'provider' and amounts.measure not like '=%'
        union all
        select
            amounts.*, counted.cluster, counted.namespace, counted.pod, counted.pod_key, counted.tenant, counted.tier,
            counted.commit, counted.owner, null, null, counted.split
        from amounts
        cross join lateral report.explain_provider($1, amounts.basis_key, amounts.started_at, amounts.ended_at) as counted
        where amounts.measure = 'provider'
            and amounts.kind = case when counted.part in ('memory', 'gpu') then counted.part else 'cpu' end
        union all
        select
            amounts.*, counted.cluster, counted.namespace, counted.pod, counted.pod_key, counted.tenant, counted.tier,
            counted.commit, counted.owner, null, null, counted.bytes
        from amounts
        cross join lateral report.explain_traffic(
            $1, amounts.measure, amounts.basis_key, amounts.started_at, amounts.ended_at
        ) as counted
        where amounts.measure like '=%'
        union all
        select amounts.*, null, null, null, null, null, null, null, null, null, null, amounts.idle
        from amounts
        where amounts.idle > 0

    ),

    quotas as (

        select
            weights.*, div(trunc(abs(amount) * 1e18) * mine, divisor) as whole,
            mod(trunc(abs(amount) * 1e18) * mine, divisor) as remainder
        from weights
        where mine > 0

    ),

    ranked as (

        select
            quotas.*,
            row_number() over (
                partition by pot, kind
                order by
                    remainder desc, cluster is null, cluster is null and namespace is null,
                    concat_ws('/', cluster, namespace, pod_key) collate "C",
                    tenant collate "C" nulls first, tier collate "C" nulls first, commit collate "C" nulls first,
                    owner collate "C" nulls first
            ) as place,
            trunc(abs(amount) * 1e18) - sum(whole) over (partition by pot, kind) as left_over
        from quotas

    )

    select
        class, source, billing_account_id, sub_account_id, service, billing_currency, hour, started_at, ended_at, line_amount,
        cpu_price, memory_price, kind, amount, cluster, namespace, pod, pod_key, tenant, tier, commit, owner, requested, used,
        mine, everyone, capacity, divisor, place <= left_over,
        trim_scale(
            sign(amount) * (whole + case when place <= left_over then 1 else 0 end) * 0.000000000000000001
            + case when place = 1 then amount - sign(amount) * trunc(abs(amount) * 1e18) * 0.000000000000000001 else 0 end
        ),
        measure, gpu_price
    from ranked
$$;

comment on function report.explain_split(date, text, text, date, text) is
    'How the lines of a machine (or volume) of a day were divided: each pod''s share is amount × mine / divisor, cut to 10⁻¹⁸, with a unit more where has_unit: its remainder is among the largest. The row without a cluster is idle, or what sidecars count together. resource is the lines'' key, basis the machine''s.';
