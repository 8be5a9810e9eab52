-- The tags that another set of tags does not have with the same value.
create function cost.tags_beyond(tags jsonb, others jsonb) returns jsonb
language sql immutable parallel safe as
$$
    select jsonb_object_agg(tag.key, tag.value)
    from jsonb_each(tags) as tag
    where others -> tag.key is distinct from tag.value
$$;

comment on function cost.tags_beyond(jsonb, jsonb) is
    'The tags that are not among the others with the same value; null where all are.';
