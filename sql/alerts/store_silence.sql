-- Keeps rule $1 quiet, of scope $2 (kind) $3 (name) or of any where both are empty, until $4, for reason $5, says $6.
insert into ops.silence (rule, scope_kind, scope_name, until_date, reason, silenced_by)
values ($1, $2, $3, $4::date, $5, $6)
