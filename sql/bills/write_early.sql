-- Has what this transaction writes go to disk as it is written, not at once in the commit, which waits for it. No more than the server's
-- system can (0: it cannot). In blocks of 8 KiB.
select set_config(name, least(max_val::integer, 128)::text, true)
from pg_settings
where name = 'backend_flush_after'
