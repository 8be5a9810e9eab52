-- How a bill was read, which way it counts commitments, and versions whose charges were given up.
alter table bill.file add column notes text;
comment on column bill.file.notes is 'What was taken on somebody''s word: columns assumed, a last row without line end; null for none.';

alter table bill.delivery add column cost_basis text
    constraint delivery_cost_basis_known check (cost_basis in ('actual', 'amortised', 'both'));
comment on column bill.delivery.cost_basis is
    'Azure: actual where commitments cost as they are bought, amortised where they cost as they are used; null where nothing shows it.';

alter table bill.delivery drop constraint delivery_state_known;
alter table bill.delivery
    add constraint delivery_state_known check (state in ('current', 'superseded', 'pruned'));
comment on column bill.delivery.state is
    'current, superseded, or pruned: superseded and its charges deleted; one version of a period is current.';
