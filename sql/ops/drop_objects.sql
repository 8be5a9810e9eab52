-- Drops the views and functions of our schemas; the files of functions/, views/ and reports/ make them anew.
do $$
declare
    -- All are named first: one that goes with another has no name afterwards.
    statements text[] := array(
        select format('drop view if exists %I.%I cascade', schemaname, viewname) as statement
        from pg_views
        where schemaname in ('bill', 'usage', 'org', 'cost', 'report', 'ops')
        union all
        select format('drop routine if exists %s cascade', pg_proc.oid::regprocedure)
        from pg_proc
        inner join pg_namespace on pg_namespace.oid = pg_proc.pronamespace
        where pg_namespace.nspname in ('bill', 'usage', 'org', 'cost', 'report', 'ops')
    );
    statement text;
begin
    foreach statement in array statements loop
        execute statement;
    end loop;
end
$$;
