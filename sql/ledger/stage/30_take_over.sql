-- Fills the work table named $1 with what was left of that name.
select cost.take_over($1)
