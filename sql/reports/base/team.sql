-- The teams of the configuration.
create view report.team as
select team, cost_centre, email from org.team;

comment on view report.team is 'One row per team of the configuration.';
comment on column report.team.team is 'The team''s name.';
comment on column report.team.cost_centre is 'Its cost centre in the books, or null.';
comment on column report.team.email is 'Where its reports go, or null.';
