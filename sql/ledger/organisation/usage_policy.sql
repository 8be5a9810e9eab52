-- Keeps how complete usage must be and which containers serve others.
insert into org.usage_policy (share_min, below, sidecars)
values ($1::numeric / 100, $2, array(select jsonb_array_elements_text($3::jsonb)))
