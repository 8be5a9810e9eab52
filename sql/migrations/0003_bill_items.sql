-- What is charged: the words of bill lines, each set of words once.
create table bill.item (
    item_key uuid constraint item_pkey primary key,
    resource_key text,
    allocated_method_details text,
    allocated_method_id text,
    allocated_resource_id text,
    allocated_resource_name text,
    allocated_tags text,
    availability_zone text,
    billing_account_id text not null,
    billing_account_name text,
    billing_account_type text,
    billing_currency text not null,
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
    invoice_detail_id text,
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
    resource_id text,
    resource_name text,
    resource_type text,
    service_category text,
    service_name text,
    service_provider_name text,
    service_subcategory text,
    sku_id text,
    sku_meter text,
    sku_price_details text,
    sku_price_id text,
    sub_account_id text,
    sub_account_name text,
    sub_account_type text,
    tags jsonb not null,
    extras jsonb not null,
    constraint item_currency_code check (billing_currency ~ '^[A-Z]{3}$')
);
create index item_resource on bill.item (resource_key) where resource_key is not null;

comment on table bill.item is 'One row per distinct set of words of bill lines: what is charged, in FOCUS 1.4 words.';
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
