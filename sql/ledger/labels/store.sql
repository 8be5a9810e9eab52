-- Keeps the cost labels.
insert into usage.cost_label select * from load_label
