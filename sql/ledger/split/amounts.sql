-- What is to be split, for Splitter.swift: pot, kind, window, which weight (1 cpu, 2 memory), amount, weights of idle
-- capacity and of all, and which of the four costs it is, as bits.
copy (
    select
        pot, kind, window_id, case when kind = 'memory' then 2 else 1 end, amount, idle_weight, total_weight,
        is_billed::integer + 2 * is_effective::integer + 4 * is_contracted::integer + 8 * is_list::integer
    from work_amount
    order by pot, kind collate "C"
) to stdout (format binary)
