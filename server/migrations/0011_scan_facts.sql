-- What a report says beside its findings: the files that were seen, and the plugins asked for by name.
alter table scans
  -- [{path, lines, pragma, contracts}]
  add column files jsonb not null default '[]',
  add column requested_plugins text[] not null default '{}';
