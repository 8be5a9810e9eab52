-- Forgets what label file $1 said.
delete from usage.given_label where path = $1
