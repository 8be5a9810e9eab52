-- The sum of whole numbers as one: PostgreSQL's own keeps a wider state per group, which is most of the memory where there
-- are a million groups. What does not fit is an error, never cut.
create aggregate usage.whole_sum (bigint) (
    sfunc = int8pl, stype = bigint, combinefunc = int8pl, parallel = safe
);

comment on aggregate usage.whole_sum (bigint) is 'The exact sum of whole numbers; an error where it is too large for bigint.';
