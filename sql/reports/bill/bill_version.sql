-- Each version of each bill with its totals, and whether the published month was made from it.
create view report.bill_version as
select
    delivery.billing_month, delivery.source, delivery.billing_account_id, delivery.billing_period_started_at,
    delivery.billing_period_ended_at, delivery.version, delivery.state,
    coalesce(delivery.delivery_id = any (period.delivery_ids), false) as is_published,
    load.format, load.loaded_at, delivery.row_count, delivery.charge_count, delivery.content_sha256,
    total.billing_currency,
    trim_scale(total.billed_cost) as billed_cost,
    trim_scale(total.effective_cost) as effective_cost,
    trim_scale(total.contracted_cost) as contracted_cost,
    trim_scale(total.list_cost) as list_cost,
    total.contracted_cost_missing, total.list_cost_missing
from bill.delivery as delivery
inner join bill.load as load on load.load_id = delivery.load_id
left join bill.delivery_total as total on total.delivery_id = delivery.delivery_id
left join cost.period as period on period.billing_month = delivery.billing_month;

comment on view report.bill_version is
    'One row per version of a bill (source, billing account and billing period) and currency; a version without charges has one row without currency.';
comment on column report.bill_version.billing_month is 'First day of the month the billing period starts in.';
comment on column report.bill_version.source is 'The bill''s source.';
comment on column report.bill_version.billing_account_id is 'FOCUS BillingAccountId: who pays.';
comment on column report.bill_version.billing_period_started_at is 'FOCUS BillingPeriodStart, UTC.';
comment on column report.bill_version.billing_period_ended_at is 'FOCUS BillingPeriodEnd, UTC, exclusive.';
comment on column report.bill_version.version is '1 for the first delivery of the period, and so on.';
comment on column report.bill_version.state is 'current, superseded, or pruned: superseded and without its lines (docs/operations.md); one version of a period is current.';
comment on column report.bill_version.is_published is 'Whether the published month was made from this version.';
comment on column report.bill_version.format is 'What the files were: focus, aws-cur, ….';
comment on column report.bill_version.loaded_at is 'When it was stored.';
comment on column report.bill_version.row_count is 'Data rows of its files, in all currencies.';
comment on column report.bill_version.charge_count is 'Charges made of them, in all currencies; a row with two meanings gives two.';
comment on column report.bill_version.content_sha256 is 'Digest of all its charges, whatever their order, compression or split into files.';
comment on column report.bill_version.billing_currency is 'The currency of the totals; null for a version without charges.';
comment on column report.bill_version.billed_cost is 'Sum of BilledCost, as the reader added it up from the files.';
comment on column report.bill_version.effective_cost is 'Sum of EffectiveCost, as the reader added it up from the files.';
comment on column report.bill_version.contracted_cost is 'Sum of ContractedCost, as the reader added it up from the files.';
comment on column report.bill_version.list_cost is 'Sum of ListCost, as the reader added it up from the files.';
comment on column report.bill_version.contracted_cost_missing is 'Charges without a ContractedCost.';
comment on column report.bill_version.list_cost_missing is 'Charges without a ListCost.';
