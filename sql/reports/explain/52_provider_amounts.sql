-- The same for what goes by the provider: a machine's lines by its own split, negations of savings plans that cover it, and
-- charges that came allocated to a pod.
create function report.explain_provider_amounts(month date, resource text, basis text, day date, cost text default 'effective')
returns table (
    pot bigint, class text, source text, billing_account_id text, sub_account_id text, service text, billing_currency text,
    hour smallint, started_at timestamptz, ended_at timestamptz, line_amount numeric, cpu_price numeric, memory_price numeric,
    kind text, amount numeric, everyone numeric, capacity numeric, divisor numeric, idle numeric, basis_key text,
    measure text, gpu_price numeric
)
language sql stable as
$$
    with

    provider as materialized (

        select * from report.provider_windows($1, $3, $4)

    ),

    sums as (

        select
            -row_number() over () as pot, charge.class, charge.source, charge.billing_account_id, charge.sub_account_id, charge.service,
            charge.billing_currency, charge.hour, charge.started_at, charge.ended_at, coalesce(charge.place, $3) as basis_key,
            case when charge.class <> 'provider node' then charge.item_key end as item_key, sum(charge.amount) as whole_amount
        from report.explain_charges($1, $2, $4, $5) as charge
        where charge.class in ('provider node', 'allocated') or (
            charge.class = 'commitment negation' and exists (
                select 1 from provider
                where provider.started_at >= charge.started_at and provider.ended_at <= charge.ended_at
            )
        )
        group by charge.class, charge.source, charge.billing_account_id, charge.sub_account_id, charge.service,
            charge.billing_currency, charge.hour, charge.started_at, charge.ended_at, charge.instance_family, charge.place,
            case when charge.class <> 'provider node' then charge.item_key end

    ),

    -- Of a negation that covers several machines, this one's part.
    pots as (

        select
            sums.*, case sums.class when 'commitment negation' then 'provider negation' else sums.class end as of_class,
            case when sums.class = 'commitment negation' then covered.amount else sums.whole_amount end as amount
        from sums
        left join lateral (
            select cost.part_between(sums.whole_amount, machine.before, machine.upto, machine.whole) as amount
            from report.explain_covered($1, sums.item_key, sums.started_at, sums.ended_at) as machine
            where sums.class = 'commitment negation' and machine.resource_key = sums.basis_key
        ) as covered on true

    ),

    priced as (

        select pots.*, prices.cpu, prices.memory, prices.gpu, prices.cpu_unused, prices.memory_unused, prices.gpu_unused
        from pots
        cross join lateral (
            select
                coalesce(sum(line.split + line.unused) filter (where line.part not in ('memory', 'gpu')), 0) as cpu,
                coalesce(sum(line.split + line.unused) filter (where line.part = 'memory'), 0) as memory,
                coalesce(sum(line.split + line.unused) filter (where line.part = 'gpu'), 0) as gpu,
                coalesce(sum(line.unused) filter (where line.part = 'cpu'), 0) as cpu_unused,
                coalesce(sum(line.unused) filter (where line.part = 'memory'), 0) as memory_unused,
                coalesce(sum(line.unused) filter (where line.part = 'gpu'), 0) as gpu_unused
            from report.explain_provider($1, pots.basis_key, pots.started_at, pots.ended_at) as line
        ) as prices
        where pots.class <> 'allocated'
        union all
        select
            pots.*,
            case when parts.cpu + parts.memory + parts.gpu = 0 and item.of_part = 'cpu' then 1 else parts.cpu end,
            case when parts.cpu + parts.memory + parts.gpu = 0 and item.of_part = 'memory' then 1 else parts.memory end,
            case when parts.cpu + parts.memory + parts.gpu = 0 and item.of_part = 'gpu' then 1 else parts.gpu end, null, null, null
        from pots
        inner join (select item.item_key, cost.pod_part(item) as of_part, item as words from bill.item as item) as item
            on item.item_key = pots.item_key
        cross join lateral bill.allocated_parts(item.words) as parts
        where pots.class = 'allocated'

    ),

    divided as (

        select
            priced.*, parts.kind, parts.part,
            case when priced.cpu_unused is null then extract(epoch from priced.ended_at - priced.started_at) * 1000000
                when parts.kind = 'cpu' then priced.cpu when parts.kind = 'memory' then priced.memory else priced.gpu end as divisor,
            coalesce(case parts.kind when 'cpu' then priced.cpu_unused when 'memory' then priced.memory_unused
                else priced.gpu_unused end, 0) as idle
        from priced
        cross join lateral cost.provider_parts(priced.amount, priced.cpu, priced.memory, priced.gpu) as parts

    )

    select
        pot, of_class, source, billing_account_id, sub_account_id, service, billing_currency, hour, started_at, ended_at, amount,
        cpu, memory, kind, part, divisor - idle, null::numeric, divisor, idle, basis_key,
        case when of_class = 'allocated' then 'cpu' else 'provider' end, gpu
    from divided
$$;

comment on function report.explain_provider_amounts(date, text, text, date, text) is
    'As report.explain_amounts, of the lines that go by the provider''s own split: its prices are what the split gives for CPU, memory and GPUs, everyone is what its pods used, idle what they did not, in units of 10⁻¹⁸.';
