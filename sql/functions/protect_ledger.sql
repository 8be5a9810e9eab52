-- What is closed stays: triggers on the plain tables of the ledger. The large tables have none; digests guard them.
create function cost.refuse_change() returns trigger
language plpgsql as
$$
begin
    raise exception 'rows of %.% are only added, never changed or removed', tg_table_schema, tg_table_name
        using errcode = 'restrict_violation';
end
$$;

comment on function cost.refuse_change() is 'Refuses to change or remove rows of a table that only grows.';

create function cost.refuse_closed_rows() returns trigger
language plpgsql as
$$
declare
    closed date;
begin
    select min(period.billing_month) into closed
    from touched
    inner join cost.period as period on period.billing_month = touched.billing_month
    where period.state = 'closed';
    if closed is not null then
        raise exception '% is closed: its rows in %.% stay as they are', to_char(closed, 'YYYY-MM'), tg_table_schema, tg_table_name
            using errcode = 'restrict_violation', hint = 'corrections are adjustments of the next open month';
    end if;
    return null;
end
$$;

comment on function cost.refuse_closed_rows() is 'Refuses statements that touch rows of a closed month.';

create function cost.refuse_closed_period() returns trigger
language plpgsql as
$$
begin
    if tg_op = 'UPDATE' and new.state = 'open' and not exists (
        select 1
        from cost.closing as closing
        where closing.billing_month = old.billing_month
            and not exists (select 1 from cost.reopening as reopening where reopening.closing_id = closing.closing_id)
    ) then
        return new;
    end if;
    raise exception '% is closed', to_char(old.billing_month, 'YYYY-MM')
        using errcode = 'restrict_violation', hint = 'chargeback reopen --month … --reason …';
end
$$;

comment on function cost.refuse_closed_period() is 'Refuses to change a closed month''s state unless its closing was taken back with a reason.';

create trigger closing_only_grows before update or delete or truncate on cost.closing
    for each statement execute function cost.refuse_change();
create trigger reopening_only_grows before update or delete or truncate on cost.reopening
    for each statement execute function cost.refuse_change();
create trigger booking_only_grows before update or delete or truncate on cost.booking
    for each statement execute function cost.refuse_change();
create trigger decision_only_grows before update or delete or truncate on cost.decision
    for each statement execute function cost.refuse_change();
create trigger adjustment_only_grows before update or delete or truncate on cost.adjustment
    for each statement execute function cost.refuse_change();
create trigger dispute_only_grows before update or delete or truncate on cost.dispute
    for each statement execute function cost.refuse_change();
create trigger dispute_event_only_grows before update or delete or truncate on cost.dispute_event
    for each statement execute function cost.refuse_change();
create trigger log_only_grows before update or delete or truncate on ops.log
    for each statement execute function cost.refuse_change();

create trigger day_of_closed_added after insert on cost.day referencing new table as touched
    for each statement execute function cost.refuse_closed_rows();
create trigger day_of_closed_changed after update on cost.day referencing old table as touched
    for each statement execute function cost.refuse_closed_rows();
create trigger day_moved_into_closed after update on cost.day referencing new table as touched
    for each statement execute function cost.refuse_closed_rows();
create trigger day_is_not_truncated before truncate on cost.day
    for each statement execute function cost.refuse_change();
create trigger day_of_closed_removed after delete on cost.day referencing old table as touched
    for each statement execute function cost.refuse_closed_rows();
create trigger section_of_closed_added after insert on cost.month_section referencing new table as touched
    for each statement execute function cost.refuse_closed_rows();
create trigger section_of_closed_changed after update on cost.month_section referencing old table as touched
    for each statement execute function cost.refuse_closed_rows();
create trigger section_of_closed_removed after delete on cost.month_section referencing old table as touched
    for each statement execute function cost.refuse_closed_rows();
create trigger booking_into_closed after insert on cost.booking referencing new table as touched
    for each statement execute function cost.refuse_closed_rows();
create trigger rate_of_closed_added after insert on org.exchange_rate referencing new table as touched
    for each statement execute function cost.refuse_closed_rows();
create trigger rate_of_closed_changed after update on org.exchange_rate referencing old table as touched
    for each statement execute function cost.refuse_closed_rows();
create trigger rate_of_closed_removed after delete on org.exchange_rate referencing old table as touched
    for each statement execute function cost.refuse_closed_rows();

create trigger period_closed before update or delete on cost.period
    for each row when (old.state = 'closed') execute function cost.refuse_closed_period();
