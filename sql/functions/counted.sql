-- What a pod answers for by the policy of nodes: what it requested, what it used, or the larger.
create function cost.counted(split text, requested numeric, used numeric) returns numeric
language sql immutable parallel safe as
$$
    select case split when 'requested' then requested when 'used' then used else greatest(requested, used) end
$$;

comment on function cost.counted(text, numeric, numeric) is
    'What a pod answers for by a policy: requested, used, or else the larger of both.';
