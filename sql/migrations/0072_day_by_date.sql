-- One day of the published mart without reading the month: analysts and dashboards ask by days.
create index day_usage_date on cost.day (usage_date);
