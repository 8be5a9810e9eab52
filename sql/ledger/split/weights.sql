-- How much each consumer counts in each window, for Splitter.swift.
copy (select window_id, consumer, cpu, memory from work_weight) to stdout (format binary)
