-- Keeps how machines are split and what is platform.
insert into org.allocation_policy (split, usage_missing, platform_namespaces, configuration_sha256)
values ($1, $2, array(select jsonb_array_elements_text($3::jsonb)), $4)
