-- Who made a commit, when, and what it says of itself.
create table org.commit (
    commit text not null constraint commit_pkey primary key constraint commit_is_hex check (commit ~ '^[0-9a-f]{7,64}$'),
    author text,
    committed_at timestamptz,
    title text
);

comment on table org.commit is 'One row per commit of the files of ''chargeback ingest commits''; the newest file counts.';
comment on column org.commit.commit is 'Its hash, whole or abbreviated, in lower case.';
comment on column org.commit.author is 'Who made it, or null.';
comment on column org.commit.committed_at is 'When, or null.';
comment on column org.commit.title is 'The first line of its message, or null.';

insert into org.change_setting (name, value, meaning) values
    ('heap_share_max', 0.80, 'Go''s heap divided by the memory request: above it is a finding'),
    ('collections_per_second_max', 10, 'collections of Go''s garbage a second: above it is a finding'),
    ('outside_heap_bytes_max', 536870912, 'bytes of a Go program outside its heap: above it is a finding'),
    ('gc_share_max', 0.10, 'CPU of the garbage collector divided by all CPU: above it is a finding');
