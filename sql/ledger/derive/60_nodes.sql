-- Nodes by their labels, with the pool that each provider names in its own label.
insert into usage.node (cluster, node, node_pool, instance_type, zone, from_at, to_at)
with

labels as (

    select
        cluster, node, from_at, to_at,
        coalesce(
            labels ->> 'label_eks_amazonaws_com_nodegroup', labels ->> 'label_karpenter_sh_nodepool',
            labels ->> 'label_karpenter_sh_provisioner_name', labels ->> 'label_cloud_google_com_gke_nodepool',
            labels ->> 'label_kubernetes_azure_com_agentpool', labels ->> 'label_agentpool',
            labels ->> 'label_oci_oraclecloud_com_node_pool_id', labels ->> 'label_alibabacloud_com_nodepool_id',
            labels ->> 'label_node_kubernetes_io_pool', labels ->> 'label_node_pool'
        ) as node_pool,
        coalesce(labels ->> 'label_node_kubernetes_io_instance_type', labels ->> 'label_beta_kubernetes_io_instance_type')
            as instance_type,
        coalesce(labels ->> 'label_topology_kubernetes_io_zone', labels ->> 'label_failure_domain_beta_kubernetes_io_zone') as zone
    from usage.presence
    where signal = 'node_labels'

),

changes as (

    select
        labels.*,
        (node_pool, instance_type, zone) is distinct from (
            lag(node_pool) over spell, lag(instance_type) over spell, lag(zone) over spell
        ) or lag(node) over spell is null as is_new
    from labels
    window spell as (partition by cluster, node order by from_at, to_at)

),

spells as (

    select
        changes.*,
        count(*) filter (where is_new) over (partition by cluster, node order by from_at, to_at) as spell
    from changes

),

final as (

    select
        cluster, node, node_pool, instance_type, zone,
        min(from_at) as from_at,
        max(to_at) as to_at
    from spells
    group by cluster, node, node_pool, instance_type, zone, spell

)

select * from final
on conflict do nothing
