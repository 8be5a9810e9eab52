-- The parts added up over the day: by a pot that stands for those of the same words, kind and consumer.
create temp table work_direct (
    pot integer not null,
    kind text not null,
    consumer integer not null,
    billed_cost numeric not null,
    effective_cost numeric not null,
    contracted_cost numeric not null,
    list_cost numeric not null
) on commit drop;

-- The same by each consumer for itself, all kinds together; several rows of one add up.
create temp table work_pod_sum (
    pot integer not null,
    consumer integer not null,
    billed_cost numeric not null,
    effective_cost numeric not null,
    contracted_cost numeric not null,
    list_cost numeric not null,
    cpu_effective_cost numeric not null,
    memory_effective_cost numeric not null
) on commit drop;

-- Who has parts, and who stands for them in work_direct: consumers that differ in nothing but their pod are one there.
create temp table work_sharer (consumer integer not null, stand_in integer not null) on commit drop;
