-- Views are made anew with each program, so who may see them is said anew behind them.
select org.apply_roles()
