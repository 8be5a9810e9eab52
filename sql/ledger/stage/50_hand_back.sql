-- Adds the work table named $1 of this session to what was left of that name.
select cost.hand_back($1)
