-- Gives the table of load $1 the columns $2 (separated by commas; all without it) of bill.stored_charge that it lacks. Rows that are
-- there have the first file, the first period, a whole line, or nothing: the server notes that once and writes no row anew.
with

lacking as (

    select column_of.attname, column_of.attnum, column_of.atttypid, column_of.atttypmod, column_of.attcollation, column_of.attnotnull
    from pg_attribute as column_of
    where
        column_of.attrelid = 'bill.stored_charge'::regclass and column_of.attnum > 0 and not column_of.attisdropped
        and (column_of.attname = any(string_to_array($2::text, ',')) or $2::text is null)
        and not exists (
            select 1 from pg_attribute as own
            where own.attrelid = format('bill.charge_%s', $1::bigint)::regclass and own.attname = column_of.attname
        )

)

select format(
    'alter table bill.charge_%s %s', $1::bigint,
    string_agg(
        format(
            'add column %I %s%s%s%s', attname, format_type(atttypid, atttypmod),
            case when attcollation <> 0 then ' collate ' || attcollation::regcollation::text end,
            case when attnotnull then ' not null' end,
            case attname when 'file_number' then ' default 1' when 'period_number' then ' default 1' when 'part' then ' default 0' end
        ), ', ' order by attnum
    )
) as statement
from lacking
having count(*) > 0
