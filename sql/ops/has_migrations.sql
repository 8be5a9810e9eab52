-- Whether chargeback has ever been here.
select to_regclass('ops.migration') is not null as is_there
