-- Writes the environments of the configuration in their order: $1 is [{"name", "conditions"}].
insert into org.environment (ordinal, environment, conditions)
select given.ordinality, given.value ->> 'name', (given.value ->> 'conditions')::jsonb
from jsonb_array_elements($1::jsonb) with ordinality as given (value, ordinality)
