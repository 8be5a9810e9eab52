-- What pods count by, and whether a later step changes what 70_weights.sql has weighed: 73_sidecars.sql where a rule shares out
-- sidecars.
select
    split <> 'used' as has_requested, split <> 'requested' as has_used,
    exists (select 1 from org.distribution_rule where pot = 'sidecar') as needs_weights
from org.allocation_policy
