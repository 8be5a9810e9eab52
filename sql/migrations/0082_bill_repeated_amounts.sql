-- A line's amounts are mostly the same number: what repeats BilledCost or ConsumedQuantity is not stored again, nor are the
-- moments of a whole hour or the resource's key, which the item has. bill.charge gives lines whole (facts/charge.sql); rows from before stay as they are.
alter table bill.charge rename to stored_charge;
alter table bill.stored_charge
    alter column effective_cost drop not null,
    alter column resource_key drop not null,
    alter column charge_period_started_at drop not null,
    alter column charge_period_ended_at drop not null,
    add constraint charge_period_known check (
        hour is not null or (charge_period_started_at is not null and charge_period_ended_at is not null)
    );
alter table bill.stored_charge add column repeats smallint not null default 0;
-- Every row was checked twice at a price: sums tell the scale of what was added (bills/stored_sums.sql).
alter table bill.stored_charge drop constraint charge_money_is_exact;

comment on table bill.stored_charge is 'One row per charge: a line of a bill, or a part of one. Read bill.charge.';
comment on column bill.stored_charge.resource_key is
    'The key of resource_id where it differs from it; in older loads also what the item says, or charge: with file and row.';
comment on column bill.stored_charge.charge_period_started_at is 'FOCUS ChargePeriodStart, UTC; null where the hour says it.';
comment on column bill.stored_charge.charge_period_ended_at is 'FOCUS ChargePeriodEnd, UTC, exclusive; null where the hour says it.';
comment on column bill.stored_charge.pricing_quantity is 'FOCUS PricingQuantity where it is not said to repeat.';
comment on column bill.stored_charge.effective_cost is 'FOCUS EffectiveCost; null where it is BilledCost.';
comment on column bill.stored_charge.contracted_cost is 'FOCUS ContractedCost where it is not said to repeat, null where the bill has none.';
comment on column bill.stored_charge.list_cost is 'FOCUS ListCost where it is not said to repeat, null where the bill has none.';
comment on column bill.stored_charge.repeats is
    'Which columns are not stored because they are like another, added up: 1 ContractedCost, 2 ListCost as BilledCost, 4 PricingQuantity as ConsumedQuantity.';
