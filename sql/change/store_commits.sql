-- Takes in commits: $1 is [{"commit", "author", "moment", "title"}]; what is known already is replaced. Returns how many were new or
-- other than before.
with

given as (

    select commit, author, moment::timestamptz as committed_at, title
    from jsonb_to_recordset($1::jsonb) as given (commit text, author text, moment text, title text)

),

stored as (

    insert into org.commit as known (commit, author, committed_at, title)
    select commit, author, committed_at, title
    from given
    on conflict (commit) do update
    set author = excluded.author, committed_at = excluded.committed_at, title = excluded.title
    where (known.author, known.committed_at, known.title)
        is distinct from (excluded.author, excluded.committed_at, excluded.title)
    returning 1

)

select count(*) as changed
from stored
