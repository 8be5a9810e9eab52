-- Forgets the budgets that were stored before.
delete from org.budget
