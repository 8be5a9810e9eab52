-- Closes the log of runs whose session is gone without an end: they were killed, and nothing of their last step is visible.
update ops.run set state = 'failed', ended_at = clock_timestamp(), message = 'killed; what it had not committed is gone'
where state = 'running' and run_id <> $1::bigint
returning run_id
