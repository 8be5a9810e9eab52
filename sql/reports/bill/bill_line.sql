-- Bill lines as they came, in FOCUS words; of each billing period only the version that counts.
create view report.bill_line as
select
    delivery.billing_month, delivery.source, delivery.billing_account_id, delivery.billing_period_started_at,
    delivery.billing_period_ended_at, delivery.version, file.path, charge.row_number, charge.part, charge.usage_date,
    charge.hour, charge.charge_period_started_at, charge.charge_period_ended_at,
    coalesce(charge.resource_key, item.resource_key) as resource_key,
    item.allocated_method_details, item.allocated_method_id, item.allocated_resource_id,
    item.allocated_resource_name, item.allocated_tags, item.availability_zone, item.billing_account_name,
    item.billing_account_type, item.billing_currency, item.capacity_reservation_id, item.capacity_reservation_status,
    item.charge_category, item.charge_class, item.charge_description, item.charge_frequency,
    item.commitment_discount_category, item.commitment_discount_id, item.commitment_discount_name,
    item.commitment_discount_status, item.commitment_discount_type, item.commitment_discount_unit,
    item.commitment_program_eligibility_details, item.consumed_unit, item.contract_applied,
    item.contracted_unit_price, item.host_provider_name, item.invoice_detail_id, item.invoice_id,
    item.invoice_issuer_name, item.list_unit_price, item.pricing_category, item.pricing_currency,
    item.pricing_currency_contracted_unit_price, item.pricing_currency_list_unit_price, item.pricing_unit,
    item.provider_name, item.publisher_name, item.region_id, item.region_name,
    coalesce(charge.resource_id, item.resource_id) as resource_id, item.resource_name,
    item.resource_type, item.service_category, item.service_name, item.service_provider_name,
    item.service_subcategory, item.sku_id, item.sku_meter, item.sku_price_details, item.sku_price_id,
    item.sub_account_id, item.sub_account_name, item.sub_account_type, item.tags, item.extras,
    trim_scale(charge.consumed_quantity) as consumed_quantity,
    trim_scale(charge.pricing_quantity) as pricing_quantity,
    trim_scale(charge.commitment_discount_quantity) as commitment_discount_quantity,
    trim_scale(charge.billed_cost) as billed_cost, trim_scale(charge.effective_cost) as effective_cost,
    trim_scale(charge.contracted_cost) as contracted_cost, trim_scale(charge.list_cost) as list_cost,
    trim_scale(charge.provider_split_cost) as provider_split_cost,
    trim_scale(charge.provider_unused_cost) as provider_unused_cost
from bill.charge as charge
inner join bill.delivery as delivery
    on delivery.load_id = charge.load_id and delivery.period_number = charge.period_number
inner join bill.item as item on item.item_key = charge.item_key
inner join bill.file as file on file.load_id = charge.load_id and file.file_number = charge.file_number
where delivery.state = 'current';

comment on view report.bill_line is
    'One row per charge of a current bill: a line as it came, in FOCUS words, or one of the two things a line says.';
comment on column report.bill_line.billing_month is 'First day of the month the billing period starts in.';
comment on column report.bill_line.source is 'The source''s name.';
comment on column report.bill_line.billing_account_id is 'FOCUS BillingAccountId: who pays.';
comment on column report.bill_line.billing_period_started_at is 'FOCUS BillingPeriodStart, UTC.';
comment on column report.bill_line.billing_period_ended_at is 'FOCUS BillingPeriodEnd, UTC, exclusive.';
comment on column report.bill_line.version is '1 for the first delivery of the period, and so on. Only the current version is here.';
comment on column report.bill_line.path is 'The file''s path as it was given.';
comment on column report.bill_line.row_number is 'The data row within the file, from 1; the header is not counted.';
comment on column report.bill_line.part is '0, or 1 and 2 where one row says two things (a commitment''s fee and what of it went unused).';
comment on column report.bill_line.usage_date is 'The UTC day the charge period starts on.';
comment on column report.bill_line.hour is 'The UTC hour where the charge period is exactly one, else null.';
comment on column report.bill_line.charge_period_started_at is 'FOCUS ChargePeriodStart, UTC.';
comment on column report.bill_line.charge_period_ended_at is 'FOCUS ChargePeriodEnd, UTC, exclusive.';
comment on column report.bill_line.resource_key is 'The resource as clusters and bills both name it; null without a resource.';
comment on column report.bill_line.allocated_method_details is 'FOCUS AllocatedMethodDetails.';
comment on column report.bill_line.allocated_method_id is 'FOCUS AllocatedMethodId.';
comment on column report.bill_line.allocated_resource_id is 'FOCUS AllocatedResourceId.';
comment on column report.bill_line.allocated_resource_name is 'FOCUS AllocatedResourceName.';
comment on column report.bill_line.allocated_tags is 'FOCUS AllocatedTags.';
comment on column report.bill_line.availability_zone is 'FOCUS AvailabilityZone.';
comment on column report.bill_line.billing_account_name is 'FOCUS BillingAccountName.';
comment on column report.bill_line.billing_account_type is 'FOCUS BillingAccountType.';
comment on column report.bill_line.billing_currency is 'FOCUS BillingCurrency.';
comment on column report.bill_line.capacity_reservation_id is 'FOCUS CapacityReservationId.';
comment on column report.bill_line.capacity_reservation_status is 'FOCUS CapacityReservationStatus.';
comment on column report.bill_line.charge_category is 'FOCUS ChargeCategory.';
comment on column report.bill_line.charge_class is 'FOCUS ChargeClass.';
comment on column report.bill_line.charge_description is 'FOCUS ChargeDescription.';
comment on column report.bill_line.charge_frequency is 'FOCUS ChargeFrequency.';
comment on column report.bill_line.commitment_discount_category is 'FOCUS CommitmentDiscountCategory.';
comment on column report.bill_line.commitment_discount_id is 'FOCUS CommitmentDiscountId.';
comment on column report.bill_line.commitment_discount_name is 'FOCUS CommitmentDiscountName.';
comment on column report.bill_line.commitment_discount_status is 'FOCUS CommitmentDiscountStatus.';
comment on column report.bill_line.commitment_discount_type is 'FOCUS CommitmentDiscountType.';
comment on column report.bill_line.commitment_discount_unit is 'FOCUS CommitmentDiscountUnit.';
comment on column report.bill_line.commitment_program_eligibility_details is 'FOCUS CommitmentProgramEligibilityDetails.';
comment on column report.bill_line.consumed_unit is 'FOCUS ConsumedUnit.';
comment on column report.bill_line.contract_applied is 'FOCUS ContractApplied.';
comment on column report.bill_line.contracted_unit_price is 'FOCUS ContractedUnitPrice.';
comment on column report.bill_line.host_provider_name is 'FOCUS HostProviderName.';
comment on column report.bill_line.invoice_detail_id is 'FOCUS InvoiceDetailId.';
comment on column report.bill_line.invoice_id is 'FOCUS InvoiceId.';
comment on column report.bill_line.invoice_issuer_name is 'FOCUS InvoiceIssuerName.';
comment on column report.bill_line.list_unit_price is 'FOCUS ListUnitPrice.';
comment on column report.bill_line.pricing_category is 'FOCUS PricingCategory.';
comment on column report.bill_line.pricing_currency is 'FOCUS PricingCurrency.';
comment on column report.bill_line.pricing_currency_contracted_unit_price is 'FOCUS PricingCurrencyContractedUnitPrice.';
comment on column report.bill_line.pricing_currency_list_unit_price is 'FOCUS PricingCurrencyListUnitPrice.';
comment on column report.bill_line.pricing_unit is 'FOCUS PricingUnit.';
comment on column report.bill_line.provider_name is 'FOCUS ProviderName.';
comment on column report.bill_line.publisher_name is 'FOCUS PublisherName.';
comment on column report.bill_line.region_id is 'FOCUS RegionId.';
comment on column report.bill_line.region_name is 'FOCUS RegionName.';
comment on column report.bill_line.resource_id is 'FOCUS ResourceId.';
comment on column report.bill_line.resource_name is 'FOCUS ResourceName.';
comment on column report.bill_line.resource_type is 'FOCUS ResourceType.';
comment on column report.bill_line.service_category is 'FOCUS ServiceCategory.';
comment on column report.bill_line.service_name is 'FOCUS ServiceName.';
comment on column report.bill_line.service_provider_name is 'FOCUS ServiceProviderName.';
comment on column report.bill_line.service_subcategory is 'FOCUS ServiceSubcategory.';
comment on column report.bill_line.sku_id is 'FOCUS SkuId.';
comment on column report.bill_line.sku_meter is 'FOCUS SkuMeter.';
comment on column report.bill_line.sku_price_details is 'FOCUS SkuPriceDetails.';
comment on column report.bill_line.sku_price_id is 'FOCUS SkuPriceId.';
comment on column report.bill_line.sub_account_id is 'FOCUS SubAccountId.';
comment on column report.bill_line.sub_account_name is 'FOCUS SubAccountName.';
comment on column report.bill_line.sub_account_type is 'FOCUS SubAccountType.';
comment on column report.bill_line.tags is 'FOCUS Tags: the resource''s tags by key.';
comment on column report.bill_line.extras is 'What the provider says beyond FOCUS, by x_ names.';
comment on column report.bill_line.consumed_quantity is 'FOCUS ConsumedQuantity.';
comment on column report.bill_line.pricing_quantity is 'FOCUS PricingQuantity.';
comment on column report.bill_line.commitment_discount_quantity is 'FOCUS CommitmentDiscountQuantity.';
comment on column report.bill_line.billed_cost is 'FOCUS BilledCost: what is invoiced.';
comment on column report.bill_line.effective_cost is 'FOCUS EffectiveCost: after amortising commitments.';
comment on column report.bill_line.contracted_cost is 'FOCUS ContractedCost, null where the bill has none.';
comment on column report.bill_line.list_cost is 'FOCUS ListCost, null where the bill has none.';
comment on column report.bill_line.provider_split_cost is 'The provider''s own split of another line''s cost; never added to the bill.';
comment on column report.bill_line.provider_unused_cost is 'What of the provider''s split is a part of idle capacity; null where nothing is.';
