-- The least common multiple of whole numbers: what fractions with these denominators are whole numbers of.
create aggregate cost.lcm_of(numeric) (sfunc = lcm, stype = numeric, initcond = '1', parallel = safe);

comment on aggregate cost.lcm_of(numeric) is 'The least common multiple of whole numbers above nought.';
