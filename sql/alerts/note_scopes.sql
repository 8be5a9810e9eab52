-- Writes the departments of the configuration: $1 is [{"kind", "name", "field", "pattern"}].
with

given as (

    select *
    from jsonb_to_recordset($1::jsonb) as given (kind text, name text, field text, pattern text)

),

gone as (

    delete from org.scope_pattern as known
    where not exists (
        select from given
        where given.kind = known.scope_kind and given.name = known.scope_name and given.field = known.field
            and given.pattern = known.pattern
    )

)

insert into org.scope_pattern (scope_kind, scope_name, field, pattern)
select distinct kind, name, field, pattern
from given
on conflict do nothing
