-- Keeps how machines are split, what is platform and what is an ingress controller.
insert into org.allocation_policy (split, usage_missing, platform_namespaces, ingress_controllers, configuration_sha256)
values (
    $1, $2, array(select jsonb_array_elements_text($3::jsonb)), array(select jsonb_array_elements_text($4::jsonb)), $5
)
