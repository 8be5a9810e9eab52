-- With the pods that only the provider names all are numbered anew in the order of their keys' bytes: the rule for ties.
update work_consumer
set consumer = numbered.consumer
from (
    select
        ctid as place,
        row_number() over (
            order by
                consumer_key collate "C", tenant collate "C" nulls first, tier collate "C" nulls first,
                commit collate "C" nulls first, owner collate "C" nulls first
        ) as consumer
    from work_consumer
) as numbered
where numbered.place = work_consumer.ctid and numbered.consumer <> work_consumer.consumer
