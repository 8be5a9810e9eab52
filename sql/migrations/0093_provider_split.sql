-- The provider's own split as a source of the division: which machines go by it, and what of it is nobody's.
alter table bill.stored_charge add column provider_unused_cost numeric;
comment on column bill.stored_charge.provider_unused_cost is
    'What of provider_split_cost the container did not use itself: its part of the machine''s idle capacity (AWS UnusedCost); null where there is none.';
comment on column bill.stored_charge.provider_split_cost is
    'The provider''s own split of another line''s cost, idle capacity included; never added to the bill.';

create table org.node_division (
    ordinal integer not null constraint node_division_pkey primary key,
    method text not null constraint node_division_method check (method in ('usage', 'provider')),
    conditions jsonb not null
);

comment on table org.node_division is 'One row per rule that says by what machines are divided; the first that holds counts, else usage.';
comment on column org.node_division.ordinal is 'The first that holds counts.';
comment on column org.node_division.method is 'usage: what pods requested and used; provider: the provider''s own split, where the bill has it.';
comment on column org.node_division.conditions is 'What must hold of the cluster and the account: field to patterns of LIKE.';

alter table usage.item_place
    drop constraint item_place_class,
    add constraint item_place_class check (class in (
        'load balancer', 'cluster network', 'cluster fee', 'pod', 'provider split', 'idle'
    ));
comment on column usage.item_place.class is
    'What it is: load balancer, cluster network, cluster fee, pod (a serverless one, or a charge that its provider allocated to one), provider split (a pod''s part of a machine), idle (what a provider allocated to nobody).';
