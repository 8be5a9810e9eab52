-- Makes role $1.
select org.make_role($1)
