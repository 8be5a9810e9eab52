-- The interface for analysts; the views themselves are in sql/reports and are made anew with each program.
create schema report;
comment on schema report is
    'The documented interface: views of what was billed, caused and published. Reports, alerts and analysts read only these.';
