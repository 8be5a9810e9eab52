-- Forgets what a query said of metric $1.
delete from usage.metric_hour where metric = $1 and source = 'SQL query'
