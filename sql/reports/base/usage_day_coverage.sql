-- How complete the range exports are: a gap is a gap, never a nought.
create view report.usage_day_coverage as
select
    cluster,
    measure,
    usage_date,
    count(distinct (namespace, pod, uid, node, container, object)) as series_count,
    sum(samples_present) as samples_present,
    sum(samples_expected) as samples_expected,
    sum(samples_expected) - sum(samples_present) as samples_missing,
    round(sum(samples_present)::numeric / nullif(sum(samples_expected), 0), 6) as coverage
from usage.quantity_hour
group by cluster, measure, usage_date;

comment on view report.usage_day_coverage is 'One row per cluster, measure and UTC day: samples that were expected and that were there.';
comment on column report.usage_day_coverage.cluster is 'The cluster.';
comment on column report.usage_day_coverage.measure is 'Which quantity: pod_cpu_request, pod_cpu_usage, node_cpu_capacity, ….';
comment on column report.usage_day_coverage.usage_date is 'The UTC day.';
comment on column report.usage_day_coverage.series_count is 'Series seen that day.';
comment on column report.usage_day_coverage.samples_present is 'Samples that were there.';
comment on column report.usage_day_coverage.samples_expected is 'Samples there would be without gaps between each series'' first and last.';
comment on column report.usage_day_coverage.samples_missing is 'Expected less present.';
comment on column report.usage_day_coverage.coverage is 'Present divided by expected, 0 to 1.';
