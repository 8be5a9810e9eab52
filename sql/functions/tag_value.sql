-- A tag's value by its name whatever the case; of several spellings the exact one, else the first by bytes.
create function bill.tag_value(tags jsonb, name text) returns text
language sql immutable parallel safe as
$$
    select nullif(tag.value, '')
    from jsonb_each_text(tags) as tag
    where lower(tag.key) = lower(name) and tag.value <> ''
    order by tag.key <> name, tag.key collate "C"
    limit 1
$$;

comment on function bill.tag_value(jsonb, text) is
    'A tag''s value by its name whatever the case, or null; empty values count as absent.';
