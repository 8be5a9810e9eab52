-- Makes the table that the charges of a load are copied into; it is attached when it is full. It has no more columns than every
-- charge fills, those of one size first: a row of few columns is stored in two thirds of the time. The others come when a line needs
-- them (add_charge_columns.sql). What most rows have is not sent: their load, and what they do not repeat.
select format(
    'create table bill.charge_%1$s ('
    'load_id bigint not null default %1$s constraint charge_load check (load_id = %1$s), row_number bigint not null, item_key uuid not null,'
    'usage_date date not null, repeats smallint not null default 0, hour smallint,'
    'charge_period_started_at timestamptz, charge_period_ended_at timestamptz,'
    'billed_cost numeric not null, effective_cost numeric, contracted_cost numeric, list_cost numeric, consumed_quantity numeric,'
    'constraint charge_period check (charge_period_started_at <= charge_period_ended_at),'
    'constraint charge_period_known check ('
    'hour is not null or (charge_period_started_at is not null and charge_period_ended_at is not null)))', $1::bigint
) as statement
