-- What of a machine's or volume's lines of a day is divided by what: each class, account and window in its parts.
create function report.explain_amounts(month date, resource text, basis text, day date, cost text default 'effective')
returns table (
    pot bigint, class text, source text, billing_account_id text, sub_account_id text, service text, billing_currency text,
    hour smallint, started_at timestamptz, ended_at timestamptz, line_amount numeric, cpu_price numeric, memory_price numeric,
    kind text, amount numeric, everyone numeric, capacity numeric, divisor numeric, idle numeric, basis_key text,
    measure text, gpu_price numeric
)
language sql stable as
$$
    with

    provider as materialized (select * from report.provider_windows($1, $3, $4)),

    lines as (

        select
            charge.class, charge.source, charge.billing_account_id, charge.sub_account_id, charge.service, charge.billing_currency,
            charge.instance_family, coalesce(charge.place, $3) as basis_key, charge.amount,
            case when charge.class in ('volume', 'commitment negation', 'pod') then charge.item_key end as item_key,
            case when not days.are_whole then charge.hour end as hour,
            case when days.are_whole then $4::timestamp at time zone 'UTC' else charge.started_at end as started_at,
            case when days.are_whole then greatest(charge.ended_at, ($4 + 1)::timestamp at time zone 'UTC') else charge.ended_at end as ended_at
        from report.explain_charges($1, $2, $4, $5) as charge
        cross join lateral (select charge.class in ('load balancer', 'cluster network')) as days (are_whole)
        where charge.class in ('node', 'node network', 'node disk', 'volume', 'load balancer', 'cluster network', 'pod')
            -- Those of a machine that goes by the provider's split: 52_provider_amounts.sql.
            or (charge.class = 'commitment negation' and not exists (
                select 1 from provider where provider.started_at >= charge.started_at and provider.ended_at <= charge.ended_at
            ))

    ),

    sums as (

        select
            row_number() over () as pot, class, source, billing_account_id, sub_account_id, service, billing_currency, hour, started_at,
            ended_at, instance_family, basis_key, item_key, sum(amount) as whole_amount
        from lines
        -- Traffic over a border whose bytes are known: 54_traffic_amounts.sql.
        where not exists (select 1 from report.explain_traffic($1, instance_family, basis_key, started_at, ended_at))
        group by class, source, billing_account_id, sub_account_id, service, billing_currency, hour, started_at, ended_at, instance_family, basis_key, item_key

    ),

    -- Of a negation that covers several machines, this one's part.
    pots as (

        select sums.*, case when sums.class = 'commitment negation' then covered.amount else sums.whole_amount end as amount
        from sums
        left join lateral (
            select cost.part_between(sums.whole_amount, machine.before, machine.upto, machine.whole) as amount
            from report.explain_covered($1, sums.item_key, sums.started_at, sums.ended_at) as machine
            where sums.class = 'commitment negation' and machine.resource_key = sums.basis_key
        ) as covered on true

    ),

    windows as (select distinct class = 'volume' as is_volume, basis_key, started_at, ended_at from pots),

    machines as (

        select windows.*, sums.*, nodes.*
        from windows
        cross join lateral (
            select
                coalesce(sum(counted.cpu), 0) as cpu_sum, coalesce(sum(counted.memory), 0) as memory_sum, coalesce(sum(counted.gpu), 0) as gpu_sum,
                coalesce(sum(counted.bytes), 0) as byte_sum, coalesce(sum(counted.microseconds), 0) as time_sum
            from report.explain_counts($1, windows.basis_key, windows.started_at, windows.ended_at, windows.is_volume) as counted
        ) as sums
        cross join lateral (
            select
                sum(node.cpu_capacity_core_microseconds)::numeric as cpu_capacity, sum(node.memory_capacity_byte_seconds)::numeric as memory_capacity,
                coalesce(sum(node.gpu_capacity_device_microseconds), 0)::numeric as gpu_capacity
            from usage.node_hour as node
            where node.resource_key = windows.basis_key
                and (node.usage_date::timestamp + make_interval(hours => node.hour)) at time zone 'UTC'
                > windows.started_at - interval '1 hour'
                and (node.usage_date::timestamp + make_interval(hours => node.hour)) at time zone 'UTC' < windows.ended_at
        ) as nodes

    ),

    priced as (

        select
            pots.*, machines.cpu_sum, machines.memory_sum, machines.gpu_sum, machines.byte_sum, machines.time_sum,
            machines.cpu_capacity, machines.memory_capacity, machines.gpu_capacity,
            ratio.cpu_weight * coalesce(cpu_capacity, cpu_sum, 0) * 1073741824 as cpu_price,
            ratio.memory_weight * coalesce(memory_capacity, memory_sum, 0) * 1000000 as memory_price,
            coalesce(ratio.gpu_weight, 0) * gpu_capacity * 1073741824 as gpu_price
        from pots
        inner join machines
            on machines.started_at = pots.started_at and machines.ended_at = pots.ended_at
            and machines.basis_key = pots.basis_key and machines.is_volume = (pots.class = 'volume')
        cross join lateral (
            select given.*
            from jsonb_to_recordset(
                cost.rules_of($1) -> 'price_ratios' || '[
                    {"instance_family": "=cpu", "cpu_weight": 1, "memory_weight": 0, "gpu_weight": 0},
                    {"instance_family": "=memory", "cpu_weight": 0, "memory_weight": 1, "gpu_weight": 0},
                    {"instance_family": "=gpu", "cpu_weight": 0, "memory_weight": 0, "gpu_weight": 1}
                ]'::jsonb
            ) as given (instance_family text, cpu_weight numeric, memory_weight numeric, gpu_weight numeric)
            where given.instance_family = pots.instance_family and (pots.instance_family <> '=gpu' or gpu_capacity > 0)
                or given.instance_family = '*'
            order by given.instance_family = '*'
            limit 1
        ) as ratio

    )

    select
        priced.pot, priced.class, priced.source, priced.billing_account_id, priced.sub_account_id, priced.service,
        priced.billing_currency, priced.hour, priced.started_at, priced.ended_at, priced.amount,
        priced.cpu_price, priced.memory_price, part.kind, part.amount, part.everyone, part.capacity,
        greatest(coalesce(part.divided, 0), part.everyone), greatest(coalesce(part.divided, 0) - part.everyone, 0),
        priced.basis_key, part.measure, priced.gpu_price
    from priced
    left join bill.item as item on item.item_key = priced.item_key
    cross join lateral (
        select
            cost.price_part(priced.amount, memory_price, prices, array[cpu_price, gpu_price], array[true, false]) as memory,
            cost.price_part(priced.amount, gpu_price, prices, array[cpu_price, memory_price], array[true, true]) as gpu
        from (select case when priced.class in ('node', 'commitment negation') then nullif(cpu_price + memory_price + gpu_price, 0) end) as sums (prices)
    ) as halves
    cross join lateral (
        -- Kind, amount, what is counted, by everyone, the capacity that is shown, and that of which the rest is idle.
        values
            ('cpu', priced.amount - halves.memory - halves.gpu, 'cpu', cpu_sum, cpu_capacity, cpu_capacity),
            ('memory', halves.memory, 'memory', memory_sum, memory_capacity, memory_capacity),
            ('gpu', halves.gpu, 'gpu', gpu_sum, gpu_capacity, gpu_capacity),
            ('network', case when priced.class = 'node network' and byte_sum > 0 then priced.amount end, 'bytes', byte_sum, null, null),
            ('network', case when priced.class = 'node network' and byte_sum = 0 then priced.amount end, 'cpu', cpu_sum, cpu_capacity,
                case when cpu_sum = 0 then cpu_capacity end),
            ('storage', case when priced.class = 'node disk' then priced.amount end, 'time', time_sum, null,
                case when time_sum = 0 then cpu_capacity end),
            (
                case priced.class when 'volume' then 'storage' when 'pod' then cost.pod_part(item) when 'load balancer' then priced.class else 'network' end,
                case when priced.class in ('volume', 'pod', 'load balancer', 'cluster network') then priced.amount end,
                'cpu', cpu_sum, null, null
            )
    ) as part (kind, amount, measure, everyone, capacity, divided)
    where part.amount <> 0 and greatest(coalesce(part.divided, 0), part.everyone) > 0
$$;

comment on function report.explain_amounts(date, text, text, date, text) is
    'The parts (cpu, memory, gpu, network, storage, load balancer) of the lines of a machine, a volume or what serves a cluster, of a day: amount, what everyone counts of the measure (cpu, memory, gpu, bytes, time), capacity, and the divisor, which is the larger of both. resource is the lines'' key, basis the machine''s.';
