-- How far metric $1 has been read.
select last from usage.metric_checkpoint where metric = $1
