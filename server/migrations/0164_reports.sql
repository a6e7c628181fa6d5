-- Reports, their versions, and the templates and schedules they are made by.

create table report_templates (
  id uuid primary key,
  name text not null,
  type text not null,
  description text not null default '',
  -- introduction of the report, with {{placeholders}}
  template_content text not null default '',
  default_parameters jsonb not null default '{}',
  fields jsonb not null default '[]',
  sections text[] not null default '{}',
  format text not null check (format in ('pdf', 'html', 'json', 'markdown')),
  recipients text[] not null default '{}',
  schedule_cron text,
  -- in whose name a scheduled report is made
  created_by text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table reports (
  id uuid primary key,
  name text not null,
  type text not null,
  format text not null check (format in ('pdf', 'html', 'json', 'markdown')),
  status text not null check (status in ('generating', 'completed', 'failed')),
  percent integer not null default 0,
  stage text not null,
  parameters jsonb not null default '{}',
  sections text[] not null,
  introduction text not null default '',
  -- holds what belongs to its maker alone
  is_personal boolean not null,
  period_start date not null,
  period_end date not null,
  recipients text[] not null default '{}',
  template_id uuid references report_templates (id) on delete set null,
  version integer not null default 0,
  generated_by text not null,
  generated_by_id uuid not null,
  created_at timestamptz not null,
  generated_at timestamptz,
  duration_ms integer,
  file_hash text,
  file_size integer,
  error text
);
create index reports_by_time on reports (created_at desc, id);

create table report_versions (
  id uuid primary key,
  report_id uuid not null references reports (id) on delete cascade,
  version integer not null,
  format text not null,
  file_hash text not null,
  file_size integer not null,
  -- key figures, to tell what changed since the version before
  figures jsonb not null,
  changes text[] not null,
  generated_by text not null,
  generated_at timestamptz not null,
  unique (report_id, version)
);
