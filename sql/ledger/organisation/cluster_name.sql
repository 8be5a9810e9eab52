-- Keeps how bills call a cluster.
insert into org.cluster_name (ordinal, cluster, also, resources)
values (
    $1::integer, $2, array(select jsonb_array_elements_text($3::jsonb)), array(select jsonb_array_elements_text($4::jsonb))
)
