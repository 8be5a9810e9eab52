-- Pots know the namespace and the node they arose in, so that rules can tell parts of them apart.
alter table cost.common_pot add column namespace text, add column node text;
comment on column cost.common_pot.namespace is 'The namespace it arose in; of the pot platform alone.';
comment on column cost.common_pot.node is 'The node whose idle capacity it is, or null.';
