-- What pods asked for and used on the days [$1, $2), each as exports name it: a row per pod, with its hours in arrays.
insert into day_pod
select * from usage.pod_sums($1::date, $2::date)
