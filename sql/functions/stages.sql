-- What the sessions of one allocation give each other: copies of work tables. They last from the transaction that prepares a
-- month to the one that publishes it, and need no log: when the server crashes, the sessions have ended, too.
create function cost.hand_over(name text) returns void
language plpgsql as
$$
begin
    execute format('create unlogged table cost.%I (like pg_temp.%I)', 'stage_' || name, 'work_' || name);
    execute format('insert into cost.%I select * from pg_temp.%I', 'stage_' || name, 'work_' || name);
end
$$;

comment on function cost.hand_over(text) is 'Leaves a copy of a work table of this session for others.';

create function cost.take_over(name text) returns void
language plpgsql as
$$
begin
    execute format('insert into pg_temp.%I overriding user value select * from cost.%I', 'work_' || name, 'stage_' || name);
end
$$;

comment on function cost.take_over(text) is 'Fills a work table of this session with what others have left.';

create function cost.hand_back(name text) returns void
language plpgsql as
$$
begin
    execute format('insert into cost.%I select * from pg_temp.%I', 'stage_' || name, 'work_' || name);
end
$$;

comment on function cost.hand_back(text) is 'Adds a work table of this session to what others have left.';

create function cost.forget_stages() returns void
language plpgsql as
$$
declare
    name text;
begin
    for name in
        select relname from pg_catalog.pg_class
        where relnamespace = 'cost'::regnamespace and relkind = 'r' and relname like 'stage\_%'
    loop
        execute format('drop table cost.%I', name);
    end loop;
end
$$;

comment on function cost.forget_stages() is 'Forgets what sessions have left for one another, and what killed ones have.';

create function cost.forget_parts() returns void
language plpgsql as
$$
declare
    name text;
begin
    for name in
        select relname from pg_catalog.pg_class
        where relnamespace = 'cost'::regnamespace and relkind = 'r'
            and relname ~ '^(placement|share|pod_day|consumer)_[0-9]{4}_[0-9]{2}_new$'
    loop
        execute format('drop table cost.%I', name);
    end loop;
end
$$;

comment on function cost.forget_parts() is 'Forgets parts of months that were stored, and never published as their allocation ended early.';
