-- Empties what the last days left behind.
truncate
    work_days, work_range, work_pot, work_consumer, work_consumer_team, work_pod_consumer, work_window, work_window_sum, work_weight, work_place_weight, work_amount, work_share, work_sharer, work_direct, work_pod_sum,
    work_basis, work_usage_basis, work_shared, work_scope, work_group, work_allocation
