-- Forgets parts of months that were never published.
select cost.forget_parts()
