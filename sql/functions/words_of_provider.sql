-- What of a text is a JSON object; an empty one where it is none.
create function bill.object_of(words text) returns jsonb
language plpgsql immutable parallel safe as
$$
begin
    return case when jsonb_typeof(words::jsonb) = 'object' then words::jsonb else '{}'::jsonb end;
exception when invalid_text_representation or untranslatable_character then
    return '{}'::jsonb;
end
$$;

comment on function bill.object_of(text) is 'A text as a JSON object; an empty object where it is none, or null.';

-- Whom a provider allocates a charge or a part of a machine to: the pod, as its id and its tags name it.
create function bill.allocated_pod(item bill.item)
returns table (cluster_words text[], namespace text, pod text, uid text)
language sql immutable parallel safe as
$$
    select
        array_remove(array[
            arn.words[1], bill.tag_value(tags.allocated, 'aws:eks:cluster-name'), bill.tag_value(tags.allocated, 'goog-k8s-cluster-name'),
            bill.tag_value(tags.allocated, 'cluster')
        ], null) || bill.cluster_words(item),
        coalesce(
            arn.words[2], bill.tag_value(tags.allocated, 'aws:eks:namespace'), bill.tag_value(tags.allocated, 'k8s-namespace'),
            bill.tag_value(tags.allocated, 'namespace'), bill.tag_value(item.tags, 'aws:eks:namespace'),
            bill.tag_value(item.tags, 'k8s-namespace')
        ),
        coalesce(arn.words[3], item.allocated_resource_name, substring(item.allocated_resource_id from '[^/]+$')),
        coalesce(nullif(arn.words[4], ''), substring(item.allocated_resource_id from '[^/]+$'))
    from (
        select
            regexp_split_to_array(
                substring(item.allocated_resource_id from '^arn:[^:]*:eks:[^:]*:[^:]*:pod/(.*)$'), '/'
            ) as words
    ) as arn
    cross join lateral (
        select coalesce(bill.object_of(item.allocated_tags), '{}'::jsonb) as allocated
    ) as tags
$$;

comment on function bill.allocated_pod(bill.item) is
    'The pod that a provider allocates an item to: how it may call the cluster, the namespace or null, the pod''s name and uid, by an EKS pod''s ARN, the allocated resource''s id and name, and its tags.';

-- In which ratio an allocated charge is for CPU, memory and GPUs, by its method's details.
create function bill.allocated_parts(item bill.item) returns table (cpu numeric, memory numeric, gpu numeric)
language sql immutable parallel safe as
$$
    select
        coalesce(sum(ratio) filter (where part = 'cpu'), 0), coalesce(sum(ratio) filter (where part = 'memory'), 0),
        coalesce(sum(ratio) filter (where part = 'gpu'), 0)
    from (
        select
            case when element.value ->> 'UsageUnit' ~* '(gpu|accelerator)' then 'gpu'
                when element.value ->> 'UsageUnit' ~* '(cpu|core)' then 'cpu'
                when element.value ->> 'UsageUnit' ~* '(memory|ram|gb|gib)' then 'memory' end as part,
            case when jsonb_typeof(element.value -> 'AllocatedRatio') = 'number'
                then trunc((element.value ->> 'AllocatedRatio')::numeric * 1000000000000000000) end as ratio
        from jsonb_array_elements(
            case when jsonb_typeof(bill.object_of(item.allocated_method_details) -> 'Elements') = 'array'
                then bill.object_of(item.allocated_method_details) -> 'Elements' else '[]'::jsonb end
        ) as element
    ) as elements
    where ratio > 0
$$;

comment on function bill.allocated_parts(bill.item) is
    'In which ratio an allocated charge is for CPU, memory and GPUs, in units of 10⁻¹⁸: the AllocatedRatio of its details'' elements by their units; nought where they do not say.';
