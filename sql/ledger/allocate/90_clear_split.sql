-- The splitting tables once more, for the distribution of what is common.
truncate work_amount, work_share, work_weight
