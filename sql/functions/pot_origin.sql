-- Where a part of a pot arose: its cluster and namespace, as far as its resource says it.
create function cost.pot_origin(month date, resource text, day date, pot text)
returns table (cluster text, namespace text)
language sql stable as
$$
    select place.cluster, null::text
    from usage.item_place as place
    inner join bill.item as item on item.item_key = place.item_key
    where pot = 'control plane' and place.billing_month = month and coalesce(item.resource_key, '') = resource
    union
    select node.cluster, null
    from usage.node_hour as node
    where pot <> 'control plane' and node.resource_key = resource and node.usage_date = day
    order by 1
    limit 1
$$;

comment on function cost.pot_origin(date, text, date, text) is
    'The cluster that a resource''s part of a common pot arose in, of a day; nothing where it belongs to no cluster.';
