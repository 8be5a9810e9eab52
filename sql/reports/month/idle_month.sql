-- What idle capacity cost, by machine.
create view report.idle_month as
select
    billing_month, billing_currency, cluster, node, resource_key, idle_billed_cost, idle_effective_cost, idle_contracted_cost,
    idle_list_cost, billed_cost, effective_cost, contracted_cost, list_cost
from cost.month_machine;

comment on view report.idle_month is
    'One row per month, currency and machine of a cluster: what it cost, and how much of that was idle, whoever bears it.';
comment on column report.idle_month.billing_month is 'First day of the month whose bill it is from.';
comment on column report.idle_month.billing_currency is 'The currency; amounts of two currencies are never added.';
comment on column report.idle_month.cluster is 'The machine''s cluster.';
comment on column report.idle_month.node is 'The name, or names, that the machine had as a node.';
comment on column report.idle_month.resource_key is 'The machine as clusters and bills both name it.';
comment on column report.idle_month.idle_billed_cost is 'Billed cost of its capacity that nobody requested or used.';
comment on column report.idle_month.idle_effective_cost is 'Effective cost of its capacity that nobody requested or used.';
comment on column report.idle_month.idle_contracted_cost is 'Contracted cost of its capacity that nobody requested or used.';
comment on column report.idle_month.idle_list_cost is 'List cost of its capacity that nobody requested or used.';
comment on column report.idle_month.billed_cost is 'Billed cost of the machine, idle or not.';
comment on column report.idle_month.effective_cost is 'Effective cost of the machine, idle or not.';
comment on column report.idle_month.contracted_cost is 'Contracted cost of the machine, idle or not.';
comment on column report.idle_month.list_cost is 'List cost of the machine, idle or not.';
