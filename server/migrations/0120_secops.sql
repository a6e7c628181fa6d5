-- Security operations: assets, vulnerabilities with the reports they come from, imports, MITRE ATT&CK.

create table assets (
  id uuid primary key,
  hostname text not null,
  ip_address text not null,
  asset_type text not null check (asset_type in ('server', 'container', 'database', 'load_balancer', 'storage', 'network_device')),
  environment text not null check (environment in ('production', 'staging', 'development')),
  status text not null check (status in ('active', 'inactive', 'maintenance', 'decommissioned')),
  os text,
  os_version text,
  owner text,
  tags text[] not null default '{}',
  metadata jsonb not null default '{}',
  -- how an import finds it again; null for one made by hand
  discovery_key text,
  last_scanned_at timestamptz,
  -- kept with every change of its vulnerabilities: how many are open, and 0 none, 1 low … 4 critical
  open_count integer not null default 0,
  risk smallint not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  search tsvector generated always as (to_tsvector('simple', hostname || ' ' || translate(hostname, './:-_', '     ') || ' ' || ip_address || ' ' || coalesce(owner, '') || ' ' || coalesce(os, ''))) stored
);
create unique index assets_by_discovery on assets (environment, discovery_key);
create index assets_by_age on assets (created_at desc, id);
create index assets_by_search on assets using gin (search);

create table vulnerabilities (
  id uuid primary key,
  asset_id uuid not null references assets (id) on delete cascade,
  cve_id text,
  aliases text[] not null default '{}',
  title text not null,
  description text not null,
  severity smallint not null check (severity between 0 and 4),
  cvss_score numeric(3, 1),
  cvss_vector text,
  status text not null check (status in ('open', 'in_progress', 'mitigated', 'accepted', 'false_positive')),
  package_name text,
  package_version text,
  package_ecosystem text,
  fixed_version text,
  -- {file, line, url, resource}
  place jsonb not null default '{}',
  cwes integer[] not null default '{}',
  links text[] not null default '{}',
  tags text[] not null default '{}',
  techniques text[] not null default '{}',
  remediation text,
  assignee text,
  discovered_at timestamptz not null,
  last_seen_at timestamptz not null,
  updated_at timestamptz not null,
  resolved_at timestamptz,
  accepted_until timestamptz,
  decision_note text,
  -- how many tools' sources it has that are still there
  source_count integer not null default 0,
  search tsvector generated always as (to_tsvector('simple', title || ' ' || coalesce(cve_id, '') || ' ' || coalesce(package_name, '') || ' ' || left(description, 2000))) stored
);
create index vulnerabilities_by_rank on vulnerabilities (severity desc, discovered_at desc, id);
create index vulnerabilities_by_age on vulnerabilities (discovered_at desc, id);
create index vulnerabilities_by_asset on vulnerabilities (asset_id, status);
create index vulnerabilities_by_cve on vulnerabilities (cve_id) where cve_id is not null;
create index vulnerabilities_by_search on vulnerabilities using gin (search);
create index vulnerabilities_accepted on vulnerabilities (accepted_until) where status = 'accepted' and accepted_until is not null;

-- What makes reports of several tools the same fault: id and package.
create table vulnerability_keys (
  asset_id uuid not null references assets (id) on delete cascade,
  key text not null,
  vulnerability_id uuid not null references vulnerabilities (id) on delete cascade,
  primary key (asset_id, key, vulnerability_id)
);
create index vulnerability_keys_by_owner on vulnerability_keys (vulnerability_id);

-- Ids that reports say mean one fault share a class.
create table vulnerability_aliases (
  id text primary key,
  class text not null
);
create index vulnerability_aliases_by_class on vulnerability_aliases (class);

create table report_imports (
  id uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  filename text not null,
  size integer not null,
  hash text,
  format text not null,
  variant text not null,
  tool text not null,
  scope text not null,
  environment text not null,
  asset_id uuid references assets (id) on delete set null,
  status text not null check (status in ('queued', 'running', 'completed', 'failed', 'cancelled')),
  percent real not null default 0,
  stage text not null,
  -- {findings, created, merged, reopened, closed, unchanged, passed, assets}
  counts jsonb not null default '{}',
  notes jsonb not null default '[]',
  error_code text,
  error_message text,
  created_at timestamptz not null,
  started_at timestamptz,
  completed_at timestamptz
);
create index report_imports_by_age on report_imports (created_at desc, id);

create table vulnerability_sources (
  id uuid primary key,
  vulnerability_id uuid not null references vulnerabilities (id) on delete cascade,
  asset_id uuid not null references assets (id) on delete cascade,
  tool text not null,
  scope text not null,
  source_key text not null,
  -- the finding as the report had it
  finding jsonb not null,
  -- changes when the report says something else of it
  digest text not null,
  reason text not null check (reason in ('first', 'same-id', 'alias', 'split')),
  reason_detail text not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  gone_at timestamptz,
  import_id uuid references report_imports (id) on delete set null
);
create unique index vulnerability_sources_by_key on vulnerability_sources (tool, scope, asset_id, source_key);
create index vulnerability_sources_by_owner on vulnerability_sources (vulnerability_id);

create table vulnerability_events (
  id bigint generated always as identity primary key,
  vulnerability_id uuid not null references vulnerabilities (id) on delete cascade,
  at timestamptz not null,
  actor_name text not null,
  kind text not null,
  from_status text,
  to_status text,
  note text
);
create index vulnerability_events_by_owner on vulnerability_events (vulnerability_id, id);

-- Descriptions come from a STIX bundle that an operator imports; ids and names are shipped.
create table mitre_descriptions (
  id text primary key,
  description text not null
);

create table mitre_detections (
  id uuid primary key,
  technique_id text not null,
  asset_id uuid references assets (id) on delete set null,
  description text not null,
  severity text not null check (severity in ('critical', 'high', 'medium', 'low')),
  status text not null check (status in ('active', 'investigating', 'resolved')),
  detected_at timestamptz not null,
  resolved_at timestamptz,
  created_at timestamptz not null
);
create index mitre_detections_by_technique on mitre_detections (technique_id, detected_at desc);
create index mitre_detections_by_age on mitre_detections (detected_at desc, id);
