-- Machines' windows of which the bill has the provider's split go by it, as do negations of savings plans that cover them.
update work_pot as pot
set class = 'provider ' || pot.class, basis_resource_key = 'split of ' || pot.basis_resource_key
from (
    select distinct pots.pot
    from work_pot as pots
    inner join (select distinct resource_key, started_at, ended_at from work_provider_line) as line
        on line.resource_key = pots.basis_resource_key and line.started_at = pots.started_at and line.ended_at = pots.ended_at
    where pots.class in ('node', 'commitment negation')
    union
    select distinct pots.pot
    from work_pot as pots
    inner join (select distinct resource_key, started_at, ended_at from work_provider_line) as line
        on line.resource_key = pots.basis_resource_key and line.started_at >= pots.started_at and line.ended_at <= pots.ended_at
    where pots.class in ('node', 'commitment negation') and pots.hour is null
) as covered
where covered.pot = pot.pot
