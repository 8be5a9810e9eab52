-- Waits no longer than this for those who read lines now; the next night comes.
set local lock_timeout = '2s'
