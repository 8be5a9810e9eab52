-- All figures of a report are of one moment, whatever is published meanwhile.
set transaction isolation level repeatable read, read only
