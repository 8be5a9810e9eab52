-- How an item calls the cluster that it serves: by its id, by the tags that clusters put on what they make, by its own names.
create function bill.cluster_words(item bill.item) returns text[]
language sql immutable parallel safe as
$$
    select array_remove(array[
        substring(item.resource_id from '^arn:[^:]*:eks:[^:]*:[^:]*:(?:pod|cluster)/([^/]+)'),
        substring(item.resource_key from '/providers/microsoft\.containerservice/managedclusters/([^/]+)$'),
        substring(item.resource_id from '^//container\.googleapis\.com/projects/.*/clusters/([^/]+)$'),
        bill.tag_value(item.tags, 'aws:eks:cluster-name'),
        bill.tag_value(item.tags, 'eks:cluster-name'),
        bill.tag_value(item.tags, 'alpha.eksctl.io/cluster-name'),
        bill.tag_value(item.tags, 'elbv2.k8s.aws/cluster'),
        bill.tag_value(item.tags, 'ingress.k8s.aws/cluster'),
        bill.tag_value(item.tags, 'goog-k8s-cluster-name'),
        bill.tag_value(item.tags, 'k8s-azure-cluster-name'),
        bill.tag_value(item.tags, 'ack.aliyun.com'),
        bill.tag_value(item.tags, 'KubernetesCluster'),
        (
            select substring(tag.key from '^kubernetes\.io/cluster/(.+)$')
            from jsonb_object_keys(item.tags) as tag (key)
            where tag.key like 'kubernetes.io/cluster/%'
            order by tag.key collate "C"
            limit 1
        ),
        bill.tag_value(item.tags, 'cluster'),
        item.resource_id,
        item.resource_name
    ], null)
$$;

comment on function bill.cluster_words(bill.item) is
    'The names by which an item may call its cluster, the surest first: from its id, from the tags of EKS, GKE, AKS, ACK and load balancer controllers, the tag cluster, its id and name.';
