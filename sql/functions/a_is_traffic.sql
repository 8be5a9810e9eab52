-- Whether an item is priced by bytes moved, not by time.
create function cost.is_traffic(item bill.item) returns boolean
language sql immutable parallel safe as
$$
    select coalesce(item.extras ->> 'x_usage_type', item.sku_meter, '') ~* '(Bytes|Data ?Transfer)'
        or coalesce(item.consumed_unit, item.pricing_unit, '') ~* '^(gb|gib|gigabytes?|gibibytes?|bytes|tb|tib)$'
$$;

comment on function cost.is_traffic(bill.item) is
    'Whether an item is priced by bytes moved: its usage type or its unit says so.';
