-- Whether label file $1 was loaded last with content $2.
select exists (select 1 from usage.given_label where path = $1 and sha256 = $2) as is_known
