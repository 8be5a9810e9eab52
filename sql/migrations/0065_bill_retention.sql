-- Superseded versions give up their lines in the end (configuration: retention).
alter table bill.delivery add column pruned_at timestamptz;
comment on column bill.delivery.pruned_at is 'When its lines were given up; null while they are there.';
comment on column bill.delivery.state is
    'current; superseded by a newer version; pruned: superseded, and its lines given up. One version of a period is current.';
alter table bill.delivery
    add constraint delivery_pruned check ((state = 'pruned') = (pruned_at is not null));

-- Nothing looks for items by resource; the index cost as much as storing them.
drop index bill.item_resource;
