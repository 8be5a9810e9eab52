-- Settings for the transaction: sorts and hashes of a day in memory; compiling takes longer than the statements; the work
-- tables are looked at often, and roughly is enough.
set local jit = off;
set local work_mem = '256MB';
set local maintenance_work_mem = '256MB';
set local default_statistics_target = 10
