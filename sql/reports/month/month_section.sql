-- What reports of a month show of use, sizes, prices and commits, as it was when the month was published.
create view report.month_section as
select billing_month, section, billing_currency, team, ordinal, other_count, cells
from cost.month_section;

comment on view report.month_section is 'One row per month, section, currency, team (null: the organisation) and place.';
comment on column report.month_section.billing_month is 'First day of the month.';
comment on column report.month_section.section is 'setting, efficiency, rightsizing, machine-price, arbitrage, machine-commitment, commit, unit or unit-target.';
comment on column report.month_section.billing_currency is 'Currency of its amounts; null where it has none.';
comment on column report.month_section.team is 'Whose report shows it; null for the organisation''s.';
comment on column report.month_section.ordinal is 'Its place, from 1.';
comment on column report.month_section.other_count is 'How many rows it stands for where it is all behind the first ones, else null.';
comment on column report.month_section.cells is 'Its cells by name; numbers are exact.';
