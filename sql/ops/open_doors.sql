-- What is still open to every role of the server, because only a superuser or the database's owner can close it.
select words
from (
    values
        (has_database_privilege('public', current_database(), 'temporary'), 'temporary objects', 1),
        (has_language_privilege('public', 'plpgsql', 'usage'), 'the language plpgsql', 2),
        (has_function_privilege('public', 'pg_catalog.lo_create(oid)', 'execute'), 'large objects', 3)
) as doors (is_open, words, ordinal)
where is_open
order by ordinal
