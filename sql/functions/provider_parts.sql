-- An amount in its CPU, memory and GPU part by what a provider gives each: cut to units of 10⁻¹⁸, the units left over to the
-- larger remainders, CPU before memory before GPU; what is below 10⁻¹⁸ stays with the first that has a price.
create function cost.provider_parts(amount numeric, cpu numeric, memory numeric, gpu numeric)
returns table (kind text, part numeric)
language sql immutable parallel safe as
$$
    select parts.kind, parts.part
    from (
        select
            cost.price_part(amount, memory, cpu + memory + gpu, array[cpu, gpu], array[true, false]) as memory_part,
            cost.price_part(amount, gpu, cpu + memory + gpu, array[cpu, memory], array[true, true]) as gpu_part
    ) as cut
    cross join lateral (
        values
            ('cpu', case when cpu > 0 then amount - cut.memory_part - cut.gpu_part end),
            ('memory', case when memory > 0 then case when cpu > 0 then cut.memory_part else amount - cut.gpu_part end end),
            ('gpu', case when gpu > 0 then case when cpu + memory > 0 then cut.gpu_part else amount end end)
    ) as parts (kind, part)
    where cpu + memory + gpu > 0 and parts.part <> 0
$$;

comment on function cost.provider_parts(numeric, numeric, numeric, numeric) is
    'An amount divided by the prices of its CPU, memory and GPU part; the parts add up to it, those of nought are left out.';
