-- Makes role $1 a loader for owner $2, or, where $3 is false, no longer.
select org.set_loader($1, $2, $3::boolean)
