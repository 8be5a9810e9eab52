-- Settings for the transaction: sorts and hashes of a day in memory; compiling takes longer than the statements.
set local jit = off;
set local work_mem = '256MB';
set local maintenance_work_mem = '256MB';
set local synchronize_seqscans = off
