-- Names what went by the provider, in the name of its class.
update work_pot as pot
set class = case
    when pot.class = 'provider node' then 'node by the provider''s split'
    when pot.class = 'pod' then 'pod by the provider''s allocation'
    else 'negation of a savings plan by the provider''s split of its node'
end
where pot.class in ('provider node', 'provider commitment negation')
    or (pot.class = 'pod' and pot.basis_resource_key like 'allocated to %')
