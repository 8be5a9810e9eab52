-- Where corrections of a month are shown.
create function cost.next_open_month(month date) returns date
language sql stable as
$$
    select min(candidate)::date
    from generate_series(month + interval '1 month', month + interval '240 months', interval '1 month') as candidate
    where not exists (
        select 1 from cost.period as period where period.billing_month = candidate::date and period.state = 'closed'
    )
$$;

comment on function cost.next_open_month(date) is 'The first month after a month that is not closed: the corrections of a closed month are shown there.';
