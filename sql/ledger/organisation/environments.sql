-- Keeps the environments in their order: $1 is [{"name", "conditions", "labels": [{"names", "patterns"}]}]. One that goes by
-- labels of namespaces has a part per cluster, with the namespaces that were last seen with such labels.
insert into org.environment (ordinal, part, environment, conditions)
with

given as (

    select ordinality as ordinal, value ->> 'name' as environment, value -> 'conditions' as conditions, value -> 'labels' as labels
    from jsonb_array_elements($1::jsonb) with ordinality

),

labelled as (

    select distinct on (cluster, namespace) cluster, namespace, labels
    from usage.presence
    where signal = 'namespace_labels' and exists (select 1 from given where labels <> '[]'::jsonb)
    order by cluster, namespace, to_at desc

),

held as (

    select given.ordinal, labelled.cluster, labelled.namespace
    from given
    inner join labelled
        on org.rule_holds(
            given.conditions - 'account', jsonb_build_object('cluster', labelled.cluster, 'namespace', labelled.namespace)
        )
        and not exists (
            select 1
            from jsonb_array_elements(given.labels) as label
            where not exists (
                select 1
                from jsonb_array_elements_text(label.value -> 'names') as name
                cross join jsonb_array_elements_text(label.value -> 'patterns') as pattern
                where labelled.labels ->> name.value like pattern.value
            )
        )
    where given.labels <> '[]'::jsonb

),

places as (

    select
        ordinal, row_number() over (partition by ordinal order by cluster collate "C") as part,
        jsonb_build_object(
            'cluster', jsonb_build_array(regexp_replace(cluster, '([\\%_])', '\\\1', 'g')),
            'namespace', jsonb_agg(regexp_replace(namespace, '([\\%_])', '\\\1', 'g') order by namespace collate "C")
        ) as conditions
    from held
    group by ordinal, cluster

)

select ordinal, 0, environment, conditions
from given
where labels = '[]'::jsonb
union all
select given.ordinal, places.part, given.environment, given.conditions || places.conditions
from given
inner join places on places.ordinal = given.ordinal
