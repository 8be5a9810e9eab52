-- What of a machine's or volume's lines of a day is divided by what: each class, account and window in its parts.
create function report.explain_amounts(month date, resource text, basis text, day date, cost text default 'effective')
returns table (
    pot bigint, class text, source text, billing_account_id text, sub_account_id text, service text, billing_currency text,
    hour smallint, started_at timestamptz, ended_at timestamptz, line_amount numeric, cpu_price numeric, memory_price numeric,
    kind text, amount numeric, everyone numeric, capacity numeric, divisor numeric, idle numeric
)
language sql stable as
$$
    with

    pots as (

        select
            row_number() over () as pot, class, source, billing_account_id, sub_account_id, service, billing_currency, hour,
            started_at, ended_at, instance_family, sum(amount) as amount
        from report.explain_charges($1, $2, $4, $5)
        where class in ('node', 'node network', 'volume', 'commitment negation')
        group by class, source, billing_account_id, sub_account_id, service, billing_currency, hour, started_at, ended_at,
            instance_family, case when class in ('volume', 'commitment negation') then item_key end

    ),

    windows as (

        select distinct class = 'volume' as is_volume, started_at, ended_at from pots

    ),

    counts as (

        select windows.is_volume, windows.started_at, windows.ended_at, counted.cpu, counted.memory
        from windows
        cross join lateral report.explain_counts($1, $3, windows.started_at, windows.ended_at, windows.is_volume) as counted

    ),

    machines as (

        select
            windows.*, sums.cpu as cpu_sum, sums.memory as memory_sum, nodes.cpu_capacity, nodes.memory_capacity
        from windows
        left join (
            select is_volume, started_at, ended_at, sum(cpu) as cpu, sum(memory) as memory from counts group by 1, 2, 3
        ) as sums
            on sums.is_volume = windows.is_volume and sums.started_at = windows.started_at and sums.ended_at = windows.ended_at
        left join lateral (
            select
                sum(node.cpu_capacity_core_microseconds)::numeric as cpu_capacity,
                sum(node.memory_capacity_byte_seconds)::numeric as memory_capacity
            from usage.node_hour as node
            where node.resource_key = $3
                and (node.usage_date::timestamp + make_interval(hours => node.hour)) at time zone 'UTC'
                > windows.started_at - interval '1 hour'
                and (node.usage_date::timestamp + make_interval(hours => node.hour)) at time zone 'UTC' < windows.ended_at
        ) as nodes on true

    ),

    priced as (

        select
            pots.*, machines.cpu_capacity, machines.memory_capacity,
            coalesce(machines.cpu_sum, 0) as cpu_sum, coalesce(machines.memory_sum, 0) as memory_sum,
            (ratio ->> 'cpu_weight')::numeric * coalesce(cpu_capacity, cpu_sum, 0) * 1073741824 as cpu_price,
            (ratio ->> 'memory_weight')::numeric * coalesce(memory_capacity, memory_sum, 0) * 1000000 as memory_price
        from pots
        inner join machines
            on machines.started_at = pots.started_at and machines.ended_at = pots.ended_at
            and machines.is_volume = (pots.class = 'volume')
        cross join lateral (
            select price as ratio
            from jsonb_array_elements(cost.rules_of($1) -> 'price_ratios') as price
            where price ->> 'instance_family' in (pots.instance_family, '*')
            order by price ->> 'instance_family' = '*'
            limit 1
        ) as ratios

    ),

    -- The memory part in units of 10⁻¹⁸; a unit that is left over goes to the larger remainder, CPU before memory.
    halves as (

        select
            priced.*,
            sign(amount) * (
                div(trunc(abs(amount) * 1e18) * memory_price, cpu_price + memory_price)
                + case
                    when mod(trunc(abs(amount) * 1e18) * memory_price, cpu_price + memory_price)
                        > mod(trunc(abs(amount) * 1e18) * cpu_price, cpu_price + memory_price)
                        then 1
                    else 0
                end
            ) * 0.000000000000000001 as memory_amount
        from priced
        where class in ('node', 'commitment negation') and cpu_price + memory_price > 0

    ),

    final as (

        select pot, 'cpu' as kind, amount - memory_amount as kind_amount, greatest(coalesce(cpu_capacity, 0), cpu_sum) as divisor,
            greatest(coalesce(cpu_capacity, 0), cpu_sum) - cpu_sum as idle
        from halves
        union all
        select pot, 'memory', memory_amount, greatest(coalesce(memory_capacity, 0), memory_sum),
            greatest(coalesce(memory_capacity, 0), memory_sum) - memory_sum
        from halves
        union all
        select pot, 'network', amount, case when cpu_sum = 0 then coalesce(cpu_capacity, 0) else cpu_sum end,
            case when cpu_sum = 0 then coalesce(cpu_capacity, 0) else 0 end
        from priced
        where class = 'node network'
        union all
        select pot, 'storage', amount, cpu_sum, 0
        from priced
        where class = 'volume'

    )

    select
        priced.pot, priced.class, priced.source, priced.billing_account_id, priced.sub_account_id, priced.service,
        priced.billing_currency, priced.hour, priced.started_at, priced.ended_at, priced.amount,
        priced.cpu_price, priced.memory_price, final.kind, final.kind_amount,
        case when final.kind = 'memory' then priced.memory_sum else priced.cpu_sum end,
        case when final.kind = 'memory' then priced.memory_capacity else priced.cpu_capacity end,
        final.divisor, final.idle
    from final
    inner join priced on priced.pot = final.pot
    where final.kind_amount <> 0 and final.divisor > 0
$$;

comment on function report.explain_amounts(date, text, text, date, text) is
    'The parts (cpu, memory, network, storage) of a machine''s or volume''s lines of a day: amount, what everyone counts, capacity, and the divisor, which is the larger of both. resource is the lines'' key, basis the machine''s.';
