-- Over which border the traffic goes that an item is for: between zones, between regions, or to the internet.
create function cost.traffic_kind(item bill.item) returns text
language sql immutable parallel safe as
$$
    select case
        when words ~* '(DataTransfer-Regional-Bytes|DataTransfer-xAZ|inter[- ]?zone|inter[- ]?az\M|availability zone|between zones)' then 'zone'
        when words ~* '(-AWS-(Out|In)-Bytes|inter[- ]?region|inter[- ]?continent|between regions|vpc peering)' then 'region'
        when words ~* '(DataTransfer-(Out|In)-Bytes|NatGateway-Bytes|internet|data transfer out|egress)' then 'internet'
    end
    from (
        select concat_ws(' ', item.extras ->> 'x_usage_type', item.sku_meter, item.charge_description) as words
    ) as described
    where cost.is_traffic(item)
$$;

comment on function cost.traffic_kind(bill.item) is
    'Over which border traffic goes by its usage type, meter or description: zone, region or internet (what NAT gateways move, too); null where they do not say, and for what is no traffic.';

create function cost.traffic_words(kind text) returns text
language sql immutable parallel safe as
$$
    select case kind when 'zone' then 'between zones' when 'region' then 'between regions' when 'internet' then 'to the internet' end
$$;

comment on function cost.traffic_words(text) is 'What rules call a kind of traffic: between zones, between regions, to the internet.';
