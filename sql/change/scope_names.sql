-- The names that scopes of kind $1 have.
with

names as (

    select name
    from cost.month_breakdown
    where dimension = $1 and $1 in ('team', 'tenant', 'tier', 'commit', 'owner', 'namespace', 'service')
    union
    select case $1 when 'cluster' then cluster else account end
    from cost.month_cost
    where $1 in ('cluster', 'account')
    union
    select environment
    from org.environment
    where $1 = 'environment'
    union
    select scope_name
    from org.scope_pattern
    where scope_kind = $1

)

select distinct name
from names
where name is not null
order by name
