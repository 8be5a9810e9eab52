-- Where controllers of pods arrive.
drop table if exists pg_temp.load_workload;
create temp table load_workload (like usage.pod_workload) on commit drop
