-- Forgets the environments, before those of the configuration are written.
delete from org.environment
