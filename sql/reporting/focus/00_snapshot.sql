-- An export is of one moment, whatever is published meanwhile; it works in temporary tables, so it is not read-only.
set transaction isolation level repeatable read
