-- Words repeat within items, too: what is charged for and a resource's tags are kept once each, beside the resource that they
-- are said of. bill.item puts them together again (facts/item.sql).
create table bill.wording (
    wording_key uuid constraint wording_pkey primary key,
    allocated_method_details text,
    allocated_method_id text,
    availability_zone text,
    billing_account_id text not null,
    billing_account_name text,
    billing_account_type text,
    capacity_reservation_id text,
    capacity_reservation_status text,
    charge_category text not null,
    charge_class text,
    charge_description text,
    charge_frequency text,
    commitment_discount_category text,
    commitment_discount_id text,
    commitment_discount_name text,
    commitment_discount_status text,
    commitment_discount_type text,
    commitment_discount_unit text,
    commitment_program_eligibility_details text,
    consumed_unit text,
    contract_applied text,
    contracted_unit_price text,
    host_provider_name text,
    invoice_id text,
    invoice_issuer_name text,
    list_unit_price text,
    pricing_category text,
    pricing_currency text,
    pricing_currency_contracted_unit_price text,
    pricing_currency_list_unit_price text,
    pricing_unit text,
    provider_name text,
    publisher_name text,
    region_id text,
    region_name text,
    resource_type text,
    service_category text,
    service_name text,
    service_provider_name text,
    service_subcategory text,
    sku_id text,
    sku_meter text,
    sku_price_details text,
    sku_price_id text,
    extras jsonb not null
);

comment on table bill.wording is 'One row per distinct set of words of items that say nothing of the single resource: service, SKU, prices, account.';
comment on column bill.wording.wording_key is 'A digest of all the other columns.';
comment on column bill.wording.allocated_method_details is 'FOCUS AllocatedMethodDetails.';
comment on column bill.wording.allocated_method_id is 'FOCUS AllocatedMethodId.';
comment on column bill.wording.availability_zone is 'FOCUS AvailabilityZone.';
comment on column bill.wording.billing_account_id is 'FOCUS BillingAccountId.';
comment on column bill.wording.billing_account_name is 'FOCUS BillingAccountName.';
comment on column bill.wording.billing_account_type is 'FOCUS BillingAccountType.';
comment on column bill.wording.capacity_reservation_id is 'FOCUS CapacityReservationId.';
comment on column bill.wording.capacity_reservation_status is 'FOCUS CapacityReservationStatus.';
comment on column bill.wording.charge_category is 'FOCUS ChargeCategory.';
comment on column bill.wording.charge_class is 'FOCUS ChargeClass.';
comment on column bill.wording.charge_description is 'FOCUS ChargeDescription.';
comment on column bill.wording.charge_frequency is 'FOCUS ChargeFrequency.';
comment on column bill.wording.commitment_discount_category is 'FOCUS CommitmentDiscountCategory.';
comment on column bill.wording.commitment_discount_id is 'FOCUS CommitmentDiscountId.';
comment on column bill.wording.commitment_discount_name is 'FOCUS CommitmentDiscountName.';
comment on column bill.wording.commitment_discount_status is 'FOCUS CommitmentDiscountStatus.';
comment on column bill.wording.commitment_discount_type is 'FOCUS CommitmentDiscountType.';
comment on column bill.wording.commitment_discount_unit is 'FOCUS CommitmentDiscountUnit.';
comment on column bill.wording.commitment_program_eligibility_details is 'FOCUS CommitmentProgramEligibilityDetails.';
comment on column bill.wording.consumed_unit is 'FOCUS ConsumedUnit.';
comment on column bill.wording.contract_applied is 'FOCUS ContractApplied.';
comment on column bill.wording.contracted_unit_price is 'FOCUS ContractedUnitPrice.';
comment on column bill.wording.host_provider_name is 'FOCUS HostProviderName.';
comment on column bill.wording.invoice_id is 'FOCUS InvoiceId.';
comment on column bill.wording.invoice_issuer_name is 'FOCUS InvoiceIssuerName.';
comment on column bill.wording.list_unit_price is 'FOCUS ListUnitPrice.';
comment on column bill.wording.pricing_category is 'FOCUS PricingCategory.';
comment on column bill.wording.pricing_currency is 'FOCUS PricingCurrency.';
comment on column bill.wording.pricing_currency_contracted_unit_price is 'FOCUS PricingCurrencyContractedUnitPrice.';
comment on column bill.wording.pricing_currency_list_unit_price is 'FOCUS PricingCurrencyListUnitPrice.';
comment on column bill.wording.pricing_unit is 'FOCUS PricingUnit.';
comment on column bill.wording.provider_name is 'FOCUS ProviderName.';
comment on column bill.wording.publisher_name is 'FOCUS PublisherName.';
comment on column bill.wording.region_id is 'FOCUS RegionId.';
comment on column bill.wording.region_name is 'FOCUS RegionName.';
comment on column bill.wording.resource_type is 'FOCUS ResourceType.';
comment on column bill.wording.service_category is 'FOCUS ServiceCategory.';
comment on column bill.wording.service_name is 'FOCUS ServiceName.';
comment on column bill.wording.service_provider_name is 'FOCUS ServiceProviderName.';
comment on column bill.wording.service_subcategory is 'FOCUS ServiceSubcategory.';
comment on column bill.wording.sku_id is 'FOCUS SkuId.';
comment on column bill.wording.sku_meter is 'FOCUS SkuMeter.';
comment on column bill.wording.sku_price_details is 'FOCUS SkuPriceDetails.';
comment on column bill.wording.sku_price_id is 'FOCUS SkuPriceId.';
comment on column bill.wording.extras is 'What the provider says beyond FOCUS, by x_ names.';
