-- Every place where shares may meet lines.
insert into focus_cell (stage, key)
with

keys as (

    select 1 as stage, group_key || array[family, hour::text] || words as key
    from focus_share
    where family is not null
    union
    select 2, group_key || array[hour::text]
    from focus_share
    where family is null
    union
    select 3, group_key
    from focus_share

)

select stage, key
from keys
order by stage, key collate "C"
