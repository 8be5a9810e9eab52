-- Whether a node has gone or was not measured is told by the days before and after, so a day is judged anew when they change.
alter table usage.derived_day add column neighbour_digest text not null default '';
comment on column usage.derived_day.neighbour_digest is 'Of the range exports of the days before and after, by which gaps at its ends were judged.';
