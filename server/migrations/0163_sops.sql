-- Standard operating procedures, their versions, and the record of each execution.

create table sops (
  id uuid primary key,
  title text not null,
  category text not null check (category in ('incident_response', 'deployment', 'backup_recovery', 'security', 'monitoring', 'maintenance')),
  description text not null,
  -- markdown
  content text not null,
  steps jsonb not null,
  owner text not null,
  reviewers text[] not null default '{}',
  version text not null,
  status text not null check (status in ('draft', 'review', 'approved', 'archived')),
  tags text[] not null default '{}',
  prerequisites text[] not null default '{}',
  -- minutes
  estimated_duration integer,
  -- who wrote the present version: approves it never
  author_id uuid not null,
  execution_count integer not null default 0,
  last_executed_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  approved_at timestamptz,
  approved_by text,
  search tsvector generated always as (
    setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', description), 'B') || to_tsvector('simple', content)
  ) stored
);
create index sops_by_time on sops (updated_at desc, id);
create index sops_search on sops using gin (search);

create table sop_versions (
  id uuid primary key,
  sop_id uuid not null references sops (id) on delete cascade,
  version text not null,
  snapshot jsonb not null,
  author text not null,
  note text not null default '',
  created_at timestamptz not null,
  unique (sop_id, version)
);

create table sop_executions (
  id uuid primary key,
  -- null when the procedure was removed since; the record stays
  sop_id uuid references sops (id) on delete set null,
  sop_title text not null,
  sop_version text not null,
  environment text not null,
  triggered_by text not null,
  triggered_by_id uuid not null,
  trigger_type text not null check (trigger_type in ('manual', 'incident', 'scheduled', 'alert')),
  status text not null check (status in ('running', 'paused', 'completed', 'failed')),
  parameters jsonb not null default '{}',
  related_incident_id uuid,
  steps jsonb not null,
  failure_reason text,
  started_at timestamptz not null,
  completed_at timestamptz
);
create index sop_executions_by_sop on sop_executions (sop_id, started_at desc, id);
create index sop_executions_by_time on sop_executions (started_at desc, id);

create table sop_execution_log (
  id bigint generated always as identity primary key,
  execution_id uuid not null references sop_executions (id) on delete cascade,
  happened_at timestamptz not null,
  actor text not null,
  action text not null,
  step_number integer,
  -- what the person saw or why they acted; commands are never run by the server
  text text not null default ''
);
create index sop_execution_log_by_execution on sop_execution_log (execution_id, id);
