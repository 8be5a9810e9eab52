-- The lines and where they are so far, for the plans of what reads them.
analyze focus_line, focus_place
