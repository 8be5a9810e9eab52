-- What a role needs besides the views themselves, because views read with the reader's rights.
create function org.readable_through(views regclass[]) returns table (relation regclass, column_names text)
language sql stable as
$$
    with recursive reached as (

        select unnest(views)::oid as relation_id
        union
        select dependency.refobjid
        from reached
        inner join pg_rewrite on pg_rewrite.ev_class = reached.relation_id
        inner join pg_depend as dependency
            on dependency.objid = pg_rewrite.oid and dependency.classid = 'pg_rewrite'::regclass
            and dependency.refclassid = 'pg_class'::regclass and dependency.refobjid <> reached.relation_id

    ),

    used as (

        select distinct dependency.refobjid as relation_id, attribute.attnum, attribute.attname
        from reached
        inner join pg_rewrite on pg_rewrite.ev_class = reached.relation_id
        inner join pg_depend as dependency
            on dependency.objid = pg_rewrite.oid and dependency.classid = 'pg_rewrite'::regclass
            and dependency.refclassid = 'pg_class'::regclass and dependency.refobjid <> reached.relation_id
        inner join pg_attribute as attribute
            on attribute.attrelid = dependency.refobjid and attribute.attnum = dependency.refobjsubid
        where attribute.attnum > 0

    ),

    final as (

        select relation_id::regclass as relation, string_agg(quote_ident(attname), ', ' order by attnum) as column_names
        from used
        group by relation_id

    )

    select * from final
$$;

comment on function org.readable_through(regclass[]) is
    'One row per table or view that some views read, directly or through others, with the columns that they read.';
