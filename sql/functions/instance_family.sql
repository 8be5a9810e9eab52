-- By which price ratio an item of a machine is divided: its instance family, or the part that its line is for alone.
create function cost.instance_family(item bill.item) returns text
language sql immutable parallel safe as
$$
    select coalesce(
        case
            when words ~* '(gpu|accelerator|tpu) ?(hours?|running|instance)|nvidia' and words !~* 'instance (core|ram)' then '=gpu'
            when words ~* 'instance core|\mocpu\M|vcpu-hours' then '=cpu'
            when words ~* 'instance ram|\mmemory\M.*(gb|gigabyte)|gb-hours' then '=memory'
        end,
        substring(item.extras ->> 'x_usage_type' from ':([a-z0-9-]+)\.'),
        lower(substring(type from '^ecs\.([a-z0-9-]+)\.')),
        lower(substring(type from '^([a-z][a-z0-9]+)-(?:standard|highmem|highcpu|megamem|ultramem|micro|small|medium|custom)')),
        regexp_replace(substring(type from '^Standard_([A-Z]+[0-9]+[a-z]*(?:_v[0-9]+)?)'), '[0-9]+([a-z]*)', '\1'),
        substring(type from '^((?:VM|BM)\.[A-Za-z0-9]+\.[A-Z][0-9]+)'),
        substring(type from '^([a-z0-9-]+)\.[a-z0-9-]+$'),
        '*'
    )
    from (
        select
            concat_ws(' ', item.sku_meter, item.charge_description, item.consumed_unit) as words,
            coalesce(
                item.extras ->> 'x_instance_type', substring(item.sku_price_details from '"InstanceType"\s*:\s*"([^"]+)"'),
                substring(item.extras::text from '(Standard_[A-Z][A-Za-z0-9_]+)')
            ) as type
    ) as described
$$;

comment on function cost.instance_family(bill.item) is
    'The instance family of a machine''s item, as its usage type or instance type says (m5, n2, Dsv5, g6, VM.Standard.E4), * where nothing does; =cpu, =memory or =gpu where the line charges that part alone.';
