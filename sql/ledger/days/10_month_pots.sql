-- The pots of the whole month step aside: from here on work_pot holds those of the days at hand.
alter table work_pot rename to work_month_pot;
create index on work_month_pot (usage_date);
analyze work_month_pot;
create temp table work_pot (like work_month_pot including identity) on commit drop
