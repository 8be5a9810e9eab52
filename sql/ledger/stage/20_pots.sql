-- Sessions look the month's pots up by their days.
create index on cost.stage_month_pot (usage_date);
analyze cost.stage_month_pot
