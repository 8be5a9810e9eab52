-- How complete the range exports of an hour are: a gap is a gap, never a nought.
create view report.usage_coverage as
select
    cluster, signal, node, usage_date, hour, series_count, samples_present, samples_expected,
    samples_expected - samples_present as samples_missing,
    round(samples_present::numeric / nullif(samples_expected, 0), 6) as coverage,
    is_provisional
from usage.coverage;

comment on view report.usage_coverage is
    'One row per cluster, quantity, node and UTC hour of the months that were allocated: samples that were expected and that were there.';
comment on column report.usage_coverage.cluster is 'The cluster.';
comment on column report.usage_coverage.signal is 'Which quantity: pod_cpu_request, pod_cpu_usage, state_scrapes, ….';
comment on column report.usage_coverage.node is 'The node; empty for what is of the whole cluster.';
comment on column report.usage_coverage.usage_date is 'The UTC day.';
comment on column report.usage_coverage.hour is 'The UTC hour of the day.';
comment on column report.usage_coverage.series_count is 'Series seen; 0 where all of the node''s are gone at once and come back later.';
comment on column report.usage_coverage.samples_present is 'Samples that were there.';
comment on column report.usage_coverage.samples_expected is 'Samples there would be had nothing been missed; a departed pod is not expected.';
comment on column report.usage_coverage.samples_missing is 'Expected less present.';
comment on column report.usage_coverage.coverage is 'Present divided by expected, 0 to 1.';
comment on column report.usage_coverage.is_provisional is 'Whether that is under coverage.minimum_percent.';
