-- The splitting tables once more, for the distribution of what is common.
truncate work_amount, work_weight, work_share, work_scope, work_group
