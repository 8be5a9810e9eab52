-- Forgets the configuration that was stored before.
delete from org.team;
delete from org.team_rule;
delete from org.distribution_rule;
delete from org.node_division;
delete from org.environment;
delete from org.cluster_name;
delete from org.price_ratio;
delete from org.allocation_policy;
delete from org.usage_policy
