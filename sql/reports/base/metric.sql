-- Business metrics, which unit costs are made of.
create view report.metric as
select metric, unit, cluster, namespace, labels, usage_date, hour, trim_scale(quantity) as quantity, source
from usage.metric_hour;

comment on view report.metric is 'One row per business metric, set of labels and UTC hour (or day).';
comment on column report.metric.metric is 'The metric''s id in the catalogue.';
comment on column report.metric.unit is 'What is counted, in words.';
comment on column report.metric.cluster is 'The cluster; empty where it is of none.';
comment on column report.metric.namespace is 'The namespace, or empty.';
comment on column report.metric.labels is 'The labels that are kept, e.g. labels ->> ''tenant''.';
comment on column report.metric.usage_date is 'The UTC day.';
comment on column report.metric.hour is 'The UTC hour of the day; null for a whole day.';
comment on column report.metric.quantity is 'How many, in the unit.';
comment on column report.metric.source is 'Range export or SQL query.';
