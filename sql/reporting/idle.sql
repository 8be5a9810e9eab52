-- What the machines of month $1 cost, and how much of it was idle, in currency $2, as cost $3; the most idle first.
with

machines as (

    select
        cluster,
        node,
        case $3::text
            when 'billed' then idle_billed_cost
            when 'effective' then idle_effective_cost
            when 'contracted' then idle_contracted_cost
            when 'list' then idle_list_cost
        end as idle,
        case $3::text
            when 'billed' then billed_cost
            when 'effective' then effective_cost
            when 'contracted' then contracted_cost
            when 'list' then list_cost
        end as total
    from report.idle_month
    where billing_month = $1::date and billing_currency = $2::text

),

sums as (

    select cluster, node, sum(idle) as idle, sum(total) as total
    from machines
    group by cluster, node

),

final as (

    select
        cluster,
        node,
        trim_scale(idle) as idle,
        trim_scale(total - idle) as busy,
        trim_scale(total) as total,
        trim_scale(round(idle / nullif(total, 0), 6)) as share,
        trim_scale(round(sum(idle) over () / nullif(sum(total) over (), 0), 6)) as share_of_all
    from sums

)

select * from final
order by idle desc, cluster collate "C", node collate "C"
