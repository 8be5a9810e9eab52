-- Which namespaces are labelled as which environment.
update work_input as input
set usage_digest = input.usage_digest || ';' || places.digest
from (
    select count(*) || ':' || sum(hash_record_extended(row(environment.environment, environment.conditions), 0)) as digest
    from org.environment as environment
    where environment.part > 0
    having count(*) > 0
) as places
