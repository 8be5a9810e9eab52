-- Items name their wording and their tags instead of having them; views and functions of the old table are made anew.
create table bill.tag_set (
    tag_set_key uuid constraint tag_set_pkey primary key,
    tags jsonb not null
);

comment on table bill.tag_set is 'One row per distinct set of tags.';
comment on column bill.tag_set.tag_set_key is 'A digest of the tags.';
comment on column bill.tag_set.tags is 'FOCUS Tags: the resource''s tags by key.';

create table bill.stored_item (
    item_key uuid not null,
    wording_key uuid not null,
    tag_set_key uuid not null,
    resource_key text,
    allocated_resource_id text,
    allocated_resource_name text,
    allocated_tags text,
    billing_currency text not null,
    invoice_detail_id text,
    resource_id text,
    resource_name text,
    sub_account_id text,
    sub_account_name text,
    sub_account_type text,
    constraint stored_item_currency_code check (char_length(billing_currency) = 3)
);

comment on table bill.stored_item is 'One row per item: what is said of the single resource, and the keys of its wording and its tags. Read bill.item.';
comment on column bill.stored_item.item_key is 'The first 16 bytes of SHA-256 over all words of the item.';
comment on column bill.stored_item.wording_key is 'The item''s bill.wording.';
comment on column bill.stored_item.tag_set_key is 'The item''s bill.tag_set.';
comment on column bill.stored_item.resource_key is 'The resource as clusters and bills both name it (docs/allocation.md); null without a resource.';
comment on column bill.stored_item.allocated_resource_id is 'FOCUS AllocatedResourceId.';
comment on column bill.stored_item.allocated_resource_name is 'FOCUS AllocatedResourceName.';
comment on column bill.stored_item.allocated_tags is 'FOCUS AllocatedTags.';
comment on column bill.stored_item.billing_currency is 'FOCUS BillingCurrency.';
comment on column bill.stored_item.invoice_detail_id is 'FOCUS InvoiceDetailId.';
comment on column bill.stored_item.resource_id is 'FOCUS ResourceId.';
comment on column bill.stored_item.resource_name is 'FOCUS ResourceName.';
comment on column bill.stored_item.sub_account_id is 'FOCUS SubAccountId.';
comment on column bill.stored_item.sub_account_name is 'FOCUS SubAccountName.';
comment on column bill.stored_item.sub_account_type is 'FOCUS SubAccountType.';

insert into bill.tag_set (tag_set_key, tags)
select md5(tags::text)::uuid, tags
from bill.item
group by tags;

create temp table item_of_wording on commit drop as
select item_key, md5((to_jsonb(item) - '{item_key,resource_key,tags,allocated_resource_id,allocated_resource_name,allocated_tags,billing_currency,invoice_detail_id,resource_id,resource_name,sub_account_id,sub_account_name,sub_account_type}'::text[])::text)::uuid as wording_key
from bill.item as item;
analyze item_of_wording;

insert into bill.wording (
    wording_key, allocated_method_details, allocated_method_id, availability_zone, billing_account_id, billing_account_name,
    billing_account_type, capacity_reservation_id, capacity_reservation_status, charge_category, charge_class,
    charge_description, charge_frequency, commitment_discount_category, commitment_discount_id, commitment_discount_name,
    commitment_discount_status, commitment_discount_type, commitment_discount_unit, commitment_program_eligibility_details,
    consumed_unit, contract_applied, contracted_unit_price, host_provider_name, invoice_id, invoice_issuer_name,
    list_unit_price, pricing_category, pricing_currency, pricing_currency_contracted_unit_price,
    pricing_currency_list_unit_price, pricing_unit, provider_name, publisher_name, region_id, region_name, resource_type,
    service_category, service_name, service_provider_name, service_subcategory, sku_id, sku_meter, sku_price_details,
    sku_price_id, extras
)
select
    first_item.wording_key, allocated_method_details, allocated_method_id, availability_zone, billing_account_id,
    billing_account_name, billing_account_type, capacity_reservation_id, capacity_reservation_status, charge_category,
    charge_class, charge_description, charge_frequency, commitment_discount_category, commitment_discount_id,
    commitment_discount_name, commitment_discount_status, commitment_discount_type, commitment_discount_unit,
    commitment_program_eligibility_details, consumed_unit, contract_applied, contracted_unit_price, host_provider_name,
    invoice_id, invoice_issuer_name, list_unit_price, pricing_category, pricing_currency,
    pricing_currency_contracted_unit_price, pricing_currency_list_unit_price, pricing_unit, provider_name, publisher_name,
    region_id, region_name, resource_type, service_category, service_name, service_provider_name, service_subcategory, sku_id,
    sku_meter, sku_price_details, sku_price_id, extras
from (
    select distinct on (wording_key) wording_key, item_key
    from item_of_wording
    order by wording_key, item_key
) as first_item
inner join bill.item as item on item.item_key = first_item.item_key;

insert into bill.stored_item (item_key, wording_key, tag_set_key, resource_key, allocated_resource_id, allocated_resource_name,
    allocated_tags, billing_currency, invoice_detail_id, resource_id, resource_name, sub_account_id, sub_account_name,
    sub_account_type)
select
    item.item_key, item_of_wording.wording_key, md5(item.tags::text)::uuid, item.resource_key, item.allocated_resource_id,
    item.allocated_resource_name, item.allocated_tags, item.billing_currency, item.invoice_detail_id, item.resource_id,
    item.resource_name, item.sub_account_id, item.sub_account_name, item.sub_account_type
from bill.item as item
inner join item_of_wording on item_of_wording.item_key = item.item_key;

drop table bill.item cascade;
alter table bill.stored_item add constraint stored_item_pkey primary key (item_key);
