-- The last row of the log: its place and digest.
select sequence, sha256 from ops.log order by sequence desc limit 1
