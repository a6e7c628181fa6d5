-- Where gas can be saved, and a score of it; null where the depth of the scan does not look for it.
alter table scans add column gas jsonb not null default '[]', add column gas_score real;
