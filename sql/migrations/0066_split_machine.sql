-- The machine of a container's part stands on the charge: a pod has one item, whatever machines it ran on.
alter table bill.charge add column resource_id text;
comment on column bill.charge.resource_id is
    'FOCUS ResourceId where it is the line''s and not the item''s: the machine of which AWS'' split cost allocation gives a container its part.';
