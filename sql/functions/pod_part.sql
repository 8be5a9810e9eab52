-- What of a serverless pod a line charges: memory, storage or else CPU, by its usage type, meter or unit.
create function cost.pod_part(item bill.item) returns text
language sql immutable parallel safe as
$$
    select case
        when words ~* '(ephemeral|storage|disk)' then 'storage'
        when words ~* '(gpu|accelerator)' then 'gpu'
        when words ~* '(vcpu|core|cpu)' then 'cpu'
        when words ~* '(gb|gib|memory|ram)' then 'memory'
        else 'cpu'
    end
    from (
        select concat_ws(
            ' ', item.extras ->> 'x_usage_type', item.sku_meter, item.charge_description, item.consumed_unit, item.pricing_unit
        ) as words
    ) as described
$$;

comment on function cost.pod_part(bill.item) is
    'What of a serverless pod a line charges: cpu, memory, gpu or storage, as its usage type, meter, description or unit says.';
