-- A threshold of the views of efficiency and change, by its name.
create function org.change_value(setting text) returns numeric
language sql stable parallel safe as
$$
    select value from org.change_setting where name = setting
$$;

comment on function org.change_value(text) is 'The value of org.change_setting by its name.';
