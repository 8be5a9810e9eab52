-- Whether an item is something that serves a cluster, by the provider's own id of it; null for all else.
create function cost.serves(item bill.item) returns text
language sql immutable parallel safe as
$$
    select case
        when item.resource_id is null then null
        -- Nearly all items are nothing of the kind: one look tells.
        when item.resource_id !~* '(pod/|cluster|load-?balanc|containergroup|natgateway|applicationgateway|publicipaddress|forwardingrule|/routers/|eni-|^(eci|lb|alb|nlb|nat|ngw)-)'
            and coalesce(item.service_name, '') !~* '(kubernetes|^csk|^ack$)' then null
        when item.resource_id ~ '^arn:[^:]*:eks:[^:]*:[^:]*:pod/' then 'pod'
        when item.resource_key like '/subscriptions/%/providers/microsoft.containerinstance/containergroups/%' then 'pod'
        when item.resource_id like 'eci-%' then 'pod'
        when item.resource_id ~ '^arn:[^:]*:eks:[^:]*:[^:]*:cluster/' then 'cluster fee'
        when item.resource_key ~ '/providers/microsoft\.containerservice/managedclusters/[^/]+$' then 'cluster fee'
        when item.resource_id ~ '^//container\.googleapis\.com/projects/.*/clusters/[^/]+$' then 'cluster fee'
        when item.resource_id like 'ocid1.cluster.%' then 'cluster fee'
        when item.service_name ~* '(container service for kubernetes|^csk|^ack$)' then 'cluster fee'
        when item.resource_id ~ ':elasticloadbalancing:[^:]*:[^:]*:loadbalancer/' then 'load balancer'
        when item.resource_key ~ '/providers/microsoft\.network/(loadbalancers|applicationgateways|publicipaddresses)/[^/]+$'
            then 'load balancer'
        when item.resource_id ~* '/forwardingrules/[^/]+$' then 'load balancer'
        when item.resource_id ~ '^(lb|alb|nlb)-[a-z0-9]+$' and item.service_name ~* '(load balancer|^slb|^alb|^nlb)' then 'load balancer'
        when item.resource_id ~ '^ocid1\.(network)?loadbalancer\.' then 'load balancer'
        when item.resource_id ~ ':natgateway/' or item.resource_id ~ '^nat-[0-9a-f]+$' then 'cluster network'
        when item.resource_key ~ '/providers/microsoft\.network/natgateways/[^/]+$' then 'cluster network'
        when item.resource_id ~ '^//compute\.googleapis\.com/projects/.*/routers/[^/]+$' then 'cluster network'
        when item.resource_id like 'ngw-%' or item.resource_id like 'ocid1.natgateway.%' then 'cluster network'
        when cost.is_traffic(item) and item.resource_id ~ '(^|/)eni-[0-9a-f]+$' then 'cluster network'
    end
$$;

comment on function cost.serves(bill.item) is
    'What of a cluster an item is by its resource''s id: pod (Fargate, container groups), cluster fee, load balancer or cluster network (NAT gateways, traffic of network interfaces); null for all else.';
