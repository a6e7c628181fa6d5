-- Contract scanning: uploads, scans, the sources a scan read, and what it found.

create table uploads (
  id uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  filename text not null,
  size integer not null,
  hash text not null,
  format text not null check (format in ('solidity', 'vyper', 'standard-json', 'artifact', 'zip')),
  -- [{path, hash, size}]: the source files inside, each a blob of the storage
  manifest jsonb not null,
  created_at timestamptz not null
);
create index uploads_by_user on uploads (user_id, created_at desc, id);
create index uploads_by_age on uploads (created_at);
create index uploads_by_blob on uploads using gin (manifest jsonb_path_ops);

create table scans (
  id uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  batch_id uuid,
  target jsonb not null,
  title text not null,
  depth text not null check (depth in ('quick', 'full', 'deep')),
  detectors text[] not null,
  status text not null check (status in ('queued', 'running', 'completed', 'failed', 'cancelled')),
  percent real not null default 0,
  stage text not null,
  manifest jsonb not null,
  security_score real,
  risk_score real,
  critical integer not null default 0,
  high integer not null default 0,
  medium integer not null default 0,
  low integer not null default 0,
  info integer not null default 0,
  line_count integer not null default 0,
  incomplete jsonb not null default '[]',
  detectors_run text[] not null default '{}',
  score_formula text not null default '',
  error_code text,
  error_message text,
  created_at timestamptz not null,
  started_at timestamptz,
  completed_at timestamptz,
  duration_ms integer
);
create index scans_by_user on scans (user_id, created_at desc, id);
create index scans_by_batch on scans (batch_id) where batch_id is not null;
create index scans_by_blob on scans using gin (manifest jsonb_path_ops);
create index scans_open on scans (status) where status in ('queued', 'running');

create table scan_findings (
  id uuid primary key,
  scan_id uuid not null references scans (id) on delete cascade,
  -- order in the report: severity, then confidence
  position integer not null,
  detector text not null,
  severity text not null,
  fingerprint text not null,
  finding jsonb not null
);
create unique index scan_findings_by_scan on scan_findings (scan_id, position);
