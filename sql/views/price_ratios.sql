-- The price ratios that machines are divided by, with those of lines that charge one part alone.
create view cost.price_ratios as
select instance_family, cpu_weight, memory_weight, gpu_weight from org.price_ratio
union all
values ('=cpu', 1, 0, 0), ('=memory', 0, 1, 0), ('=gpu', 0, 0, 1);

comment on view cost.price_ratios is 'One row per instance family, * for all others, and =cpu, =memory and =gpu for lines that charge that part alone.';
comment on column cost.price_ratios.instance_family is 'The family.';
comment on column cost.price_ratios.cpu_weight is 'Price of one vCPU.';
comment on column cost.price_ratios.memory_weight is 'Price of one GiB, in the same unit.';
comment on column cost.price_ratios.gpu_weight is 'Price of one GPU, in the same unit.';
