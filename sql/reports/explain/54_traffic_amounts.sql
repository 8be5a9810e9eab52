-- The same for traffic over a border that goes by the bytes sent over it.
create function report.explain_traffic_amounts(month date, resource text, basis text, day date, cost text default 'effective')
returns table (
    pot bigint, class text, source text, billing_account_id text, sub_account_id text, service text, billing_currency text,
    hour smallint, started_at timestamptz, ended_at timestamptz, line_amount numeric, cpu_price numeric, memory_price numeric,
    kind text, amount numeric, everyone numeric, capacity numeric, divisor numeric, idle numeric, basis_key text,
    measure text, gpu_price numeric
)
language sql stable as
$$
    with

    lines as (

        select
            charge.class, charge.source, charge.billing_account_id, charge.sub_account_id, charge.service,
            charge.billing_currency, charge.instance_family, coalesce(charge.place, $3) as basis_key, charge.amount,
            case when charge.class = 'node network' then charge.hour end as hour,
            case when charge.class = 'node network' then charge.started_at else $4::timestamp at time zone 'UTC' end as started_at,
            case when charge.class = 'node network' then charge.ended_at
                else greatest(charge.ended_at, ($4 + 1)::timestamp at time zone 'UTC') end as ended_at
        from report.explain_charges($1, $2, $4, $5) as charge
        where charge.class in ('node network', 'cluster network') and charge.instance_family in ('=zone', '=region', '=internet')

    ),

    pots as (

        select
            class, source, billing_account_id, sub_account_id, service, billing_currency, hour, started_at, ended_at,
            instance_family, basis_key, sum(amount) as amount
        from lines
        group by class, source, billing_account_id, sub_account_id, service, billing_currency, hour, started_at, ended_at,
            instance_family, basis_key

    )

    select
        -1000000 - row_number() over (), pots.class || ' ' || cost.traffic_words(substring(pots.instance_family from 2)), pots.source,
        pots.billing_account_id, pots.sub_account_id, pots.service, pots.billing_currency, pots.hour, pots.started_at,
        pots.ended_at, pots.amount, 0::numeric, 0::numeric, 'network', pots.amount, sums.everyone, null::numeric,
        sums.everyone, 0::numeric, pots.basis_key, pots.instance_family, 0::numeric
    from pots
    cross join lateral (
        select sum(sent.bytes) as everyone
        from report.explain_traffic($1, pots.instance_family, pots.basis_key, pots.started_at, pots.ended_at) as sent
    ) as sums
    where pots.amount <> 0 and sums.everyone > 0
$$;

comment on function report.explain_traffic_amounts(date, text, text, date, text) is
    'As report.explain_amounts, of traffic between zones, between regions and to the internet where the bytes of pods over that border are known; measure is the border.';
