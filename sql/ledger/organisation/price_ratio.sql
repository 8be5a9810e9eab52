-- Keeps an instance family's price ratio.
insert into org.price_ratio (instance_family, cpu_weight, memory_weight, gpu_weight) values ($1, $2::numeric, $3::numeric, $4::numeric)
