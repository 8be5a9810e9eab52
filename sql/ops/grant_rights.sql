-- Gives role $1 the rights that it is listed with, and no others.
select org.grant_rights($1)
