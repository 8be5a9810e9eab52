-- The pots of the whole month are read where they were left.
create temp view work_month_pot as select * from cost.stage_month_pot
