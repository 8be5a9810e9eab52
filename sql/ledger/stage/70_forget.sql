-- Forgets what sessions have left for one another.
select cost.forget_stages()
