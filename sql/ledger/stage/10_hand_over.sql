-- Leaves a copy of the work table named $1 for the other sessions of this allocation.
select cost.hand_over($1)
