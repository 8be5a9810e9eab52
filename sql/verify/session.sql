-- Settings of a session that verifies: sums in memory by hashing, whatever the statistics of the moment say, and no workers
-- beside the sessions that verify side by side.
set local work_mem = '256MB';
set local enable_sort = off;
set local enable_mergejoin = off;
set local max_parallel_workers_per_gather = 0
