-- The same file ($1, content $2) was taken for another cluster than $3 before: that was a mistake, and is taken back.
with

mistaken as (

    select import_id from usage.import where path = $1 and sha256 = $2 and cluster <> $3

),

quantities as (

    delete from usage.quantity_day where import_id in (select import_id from mistaken)

)

delete from usage.presence where import_id in (select import_id from mistaken)
