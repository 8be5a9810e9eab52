-- The rows as FOCUS 1.4 has them, its columns by their names, then ours.
copy (
    select
        allocated_method_details, allocated_method_id, allocated_resource_id, allocated_resource_name, allocated_tags,
        availability_zone, billed_cost, billing_account_id, billing_account_name, billing_account_type,
        billing_currency, billing_period_end, billing_period_start, capacity_reservation_id,
        capacity_reservation_status, charge_category, charge_class, charge_description, charge_frequency,
        charge_period_end, charge_period_start, commitment_discount_category, commitment_discount_id,
        commitment_discount_name, commitment_discount_quantity, commitment_discount_status, commitment_discount_type,
        commitment_discount_unit, commitment_program_eligibility_details, consumed_quantity, consumed_unit,
        contract_applied, contracted_cost, contracted_unit_price, effective_cost, host_provider_name,
        invoice_detail_id, invoice_id, invoice_issuer_name, list_cost, list_unit_price, pricing_category,
        pricing_currency, pricing_currency_contracted_unit_price, pricing_currency_effective_cost,
        pricing_currency_list_unit_price, pricing_quantity, pricing_unit, region_id, region_name, resource_id,
        resource_name, resource_type, service_category, service_name, service_provider_name, service_subcategory,
        sku_id, sku_meter, sku_price_details, sku_price_id, sub_account_id, sub_account_name, sub_account_type, tags,
        x_origin_id, x_team, x_tenant, x_tier, x_commit, x_owner, x_cluster, x_namespace, x_kind, x_is_shared,
        x_reason, x_costs_by_rule, x_provider_columns
    from focus_row
    order by place_of_line, place_of_consumer
) to stdout with (format csv, header)
