-- Standards and quantum exposure of the contracts of a scan.
alter table scans add column profiles jsonb not null default '[]';
