-- Before each stretch of days: its tables empty.
truncate focus_line, focus_share, focus_cell, focus_place
