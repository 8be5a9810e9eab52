-- The pots of machines, volumes and what serves clusters, for SplitPots.swift: the words that a day's pots have in common, as
-- 82_direct_sums.sql says, seven that shares are kept with and three more; and what pots of one day differ in.
copy (
    select
        pot.pot,
        pot.usage_date, pot.resource_key, pot.source, pot.billing_account_id, pot.sub_account_id, pot.service_name,
        pot.billing_currency,
        pot.class, pot.basis_resource_key, work_window.cluster,
        pot.hour, cost.division_rule(pot.class, policy.split, false), work_window.node
    from work_pot as pot
    inner join work_window
        on work_window.resource_key = pot.basis_resource_key
        and work_window.started_at = pot.started_at and work_window.ended_at = pot.ended_at
    cross join (select split from org.allocation_policy limit 1) as policy
) to stdout (format binary)
