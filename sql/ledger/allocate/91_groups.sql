-- Who takes part in distributions, numbered in the order of their words' bytes: consumers without their pods,
-- and each team as a whole for even and fixed parts.
insert into work_group (consumer, cluster, namespace, tenant, tier, commit, owner, team)
with

groups as (

    select distinct cluster, namespace, tenant, tier, commit, owner, team
    from work_basis
    union
    select null, null, null, null, null, null, team
    from work_basis
    where team is not null
    union
    select null, null, null, null, null, null, part.key
    from org.distribution_rule
    cross join lateral jsonb_each(parts) as part

)

select
    row_number() over (
        order by
            team collate "C" nulls last, cluster collate "C" nulls first, namespace collate "C" nulls first,
            tenant collate "C" nulls first, tier collate "C" nulls first, commit collate "C" nulls first,
            owner collate "C" nulls first
    ),
    cluster, namespace, tenant, tier, commit, owner, team
from groups
