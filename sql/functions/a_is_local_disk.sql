-- Whether an item of a machine is for a disk within it, not for the machine itself.
create function cost.is_local_disk(item bill.item) returns boolean
language sql immutable parallel safe as
$$
    select concat_ws(' ', item.extras ->> 'x_usage_type', item.sku_meter, item.charge_description)
        ~* '(local ?ssd|local ?disk|ephemeral (disk|storage)|temp(orary)? (disk|storage)|system ?disk|boot ?volume|pd capacity|EBS:VolumeUsage)'
$$;

comment on function cost.is_local_disk(bill.item) is
    'Whether an item of a machine is for a disk within it: a local SSD, an ephemeral or system disk, as its usage type, meter or description says.';
