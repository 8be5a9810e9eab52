-- Items whole, whatever they are kept in. What a statement does not ask for is not looked up: both keys are unique.
create view bill.item as
select
    stored_item.item_key, stored_item.resource_key, wording.allocated_method_details, wording.allocated_method_id,
    stored_item.allocated_resource_id, stored_item.allocated_resource_name, stored_item.allocated_tags,
    wording.availability_zone, wording.billing_account_id, wording.billing_account_name, wording.billing_account_type,
    stored_item.billing_currency, wording.capacity_reservation_id, wording.capacity_reservation_status,
    wording.charge_category, wording.charge_class, wording.charge_description, wording.charge_frequency,
    wording.commitment_discount_category, wording.commitment_discount_id, wording.commitment_discount_name,
    wording.commitment_discount_status, wording.commitment_discount_type, wording.commitment_discount_unit,
    wording.commitment_program_eligibility_details, wording.consumed_unit, wording.contract_applied,
    wording.contracted_unit_price, wording.host_provider_name, stored_item.invoice_detail_id, wording.invoice_id,
    wording.invoice_issuer_name, wording.list_unit_price, wording.pricing_category, wording.pricing_currency,
    wording.pricing_currency_contracted_unit_price, wording.pricing_currency_list_unit_price, wording.pricing_unit,
    wording.provider_name, wording.publisher_name, wording.region_id, wording.region_name, stored_item.resource_id,
    stored_item.resource_name, wording.resource_type, wording.service_category, wording.service_name,
    wording.service_provider_name, wording.service_subcategory, wording.sku_id, wording.sku_meter, wording.sku_price_details,
    wording.sku_price_id, stored_item.sub_account_id, stored_item.sub_account_name, stored_item.sub_account_type,
    tag_set.tags, wording.extras
from bill.stored_item as stored_item
left join bill.wording as wording on wording.wording_key = stored_item.wording_key
left join bill.tag_set as tag_set on tag_set.tag_set_key = stored_item.tag_set_key;

comment on view bill.item is 'One row per distinct set of words of bill lines: what is charged, in FOCUS 1.4 words.';
comment on column bill.item.item_key is 'The first 16 bytes of SHA-256 over all the other columns.';
comment on column bill.item.resource_key is 'The resource as clusters and bills both name it (docs/allocation.md); null without a resource.';
comment on column bill.item.allocated_method_details is 'FOCUS AllocatedMethodDetails.';
comment on column bill.item.allocated_method_id is 'FOCUS AllocatedMethodId.';
comment on column bill.item.allocated_resource_id is 'FOCUS AllocatedResourceId.';
comment on column bill.item.allocated_resource_name is 'FOCUS AllocatedResourceName.';
comment on column bill.item.allocated_tags is 'FOCUS AllocatedTags.';
comment on column bill.item.availability_zone is 'FOCUS AvailabilityZone.';
comment on column bill.item.billing_account_id is 'FOCUS BillingAccountId.';
comment on column bill.item.billing_account_name is 'FOCUS BillingAccountName.';
comment on column bill.item.billing_account_type is 'FOCUS BillingAccountType.';
comment on column bill.item.billing_currency is 'FOCUS BillingCurrency.';
comment on column bill.item.capacity_reservation_id is 'FOCUS CapacityReservationId.';
comment on column bill.item.capacity_reservation_status is 'FOCUS CapacityReservationStatus.';
comment on column bill.item.charge_category is 'FOCUS ChargeCategory.';
comment on column bill.item.charge_class is 'FOCUS ChargeClass.';
comment on column bill.item.charge_description is 'FOCUS ChargeDescription.';
comment on column bill.item.charge_frequency is 'FOCUS ChargeFrequency.';
comment on column bill.item.commitment_discount_category is 'FOCUS CommitmentDiscountCategory.';
comment on column bill.item.commitment_discount_id is 'FOCUS CommitmentDiscountId.';
comment on column bill.item.commitment_discount_name is 'FOCUS CommitmentDiscountName.';
comment on column bill.item.commitment_discount_status is 'FOCUS CommitmentDiscountStatus.';
comment on column bill.item.commitment_discount_type is 'FOCUS CommitmentDiscountType.';
comment on column bill.item.commitment_discount_unit is 'FOCUS CommitmentDiscountUnit.';
comment on column bill.item.commitment_program_eligibility_details is 'FOCUS CommitmentProgramEligibilityDetails.';
comment on column bill.item.consumed_unit is 'FOCUS ConsumedUnit.';
comment on column bill.item.contract_applied is 'FOCUS ContractApplied.';
comment on column bill.item.contracted_unit_price is 'FOCUS ContractedUnitPrice.';
comment on column bill.item.host_provider_name is 'FOCUS HostProviderName.';
comment on column bill.item.invoice_detail_id is 'FOCUS InvoiceDetailId.';
comment on column bill.item.invoice_id is 'FOCUS InvoiceId.';
comment on column bill.item.invoice_issuer_name is 'FOCUS InvoiceIssuerName.';
comment on column bill.item.list_unit_price is 'FOCUS ListUnitPrice.';
comment on column bill.item.pricing_category is 'FOCUS PricingCategory.';
comment on column bill.item.pricing_currency is 'FOCUS PricingCurrency.';
comment on column bill.item.pricing_currency_contracted_unit_price is 'FOCUS PricingCurrencyContractedUnitPrice.';
comment on column bill.item.pricing_currency_list_unit_price is 'FOCUS PricingCurrencyListUnitPrice.';
comment on column bill.item.pricing_unit is 'FOCUS PricingUnit.';
comment on column bill.item.provider_name is 'FOCUS ProviderName.';
comment on column bill.item.publisher_name is 'FOCUS PublisherName.';
comment on column bill.item.region_id is 'FOCUS RegionId.';
comment on column bill.item.region_name is 'FOCUS RegionName.';
comment on column bill.item.resource_id is 'FOCUS ResourceId.';
comment on column bill.item.resource_name is 'FOCUS ResourceName.';
comment on column bill.item.resource_type is 'FOCUS ResourceType.';
comment on column bill.item.service_category is 'FOCUS ServiceCategory.';
comment on column bill.item.service_name is 'FOCUS ServiceName.';
comment on column bill.item.service_provider_name is 'FOCUS ServiceProviderName.';
comment on column bill.item.service_subcategory is 'FOCUS ServiceSubcategory.';
comment on column bill.item.sku_id is 'FOCUS SkuId.';
comment on column bill.item.sku_meter is 'FOCUS SkuMeter.';
comment on column bill.item.sku_price_details is 'FOCUS SkuPriceDetails.';
comment on column bill.item.sku_price_id is 'FOCUS SkuPriceId.';
comment on column bill.item.sub_account_id is 'FOCUS SubAccountId.';
comment on column bill.item.sub_account_name is 'FOCUS SubAccountName.';
comment on column bill.item.sub_account_type is 'FOCUS SubAccountType.';
comment on column bill.item.tags is 'FOCUS Tags: the resource''s tags by key.';
comment on column bill.item.extras is 'What the provider says beyond FOCUS, by x_ names.';
