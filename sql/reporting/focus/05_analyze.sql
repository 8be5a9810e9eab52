-- What the tables hold so far, for the plans of what reads them.
analyze focus_item, focus_team, focus_line, focus_share, focus_cell, focus_place
