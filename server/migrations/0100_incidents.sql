-- Incidents, what happened to them, their evidence, and the deployments that may have caused them.

create sequence incident_numbers start 1001;

-- Text that is searched, most telling first. A function, because joining an array is not marked immutable.
create function incident_document(keys text, title text, description text, people text, words text[]) returns tsvector
  language sql immutable parallel safe as $$
  select setweight(to_tsvector('english', coalesce(keys, '') || ' ' || title), 'A')
      || setweight(to_tsvector('english', description), 'B')
      || setweight(to_tsvector('english', coalesce(people, '') || ' ' || array_to_string(words, ' ')), 'C')
$$;

create table incidents (
  id uuid primary key,
  -- INC-1001: ours, there from the start
  local_key text not null unique,
  -- key of the issue in Jira, once it is there
  jira_key text unique,
  title text not null,
  description text not null,
  severity text not null check (severity in ('critical', 'high', 'medium', 'low')),
  severity_rank smallint not null generated always as (case severity when 'critical' then 4 when 'high' then 3 when 'medium' then 2 else 1 end) stored,
  status text not null check (status in ('open', 'investigating', 'resolved', 'closed')),
  squad text not null,
  environment text not null check (environment in ('production', 'staging', 'development')),
  assignee text,
  tags text[] not null default '{}',
  affected_services text[] not null default '{}',
  root_cause text,
  resolution text,
  reporter text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  acknowledged_at timestamptz,
  resolved_at timestamptz,
  document tsvector not null generated always as (incident_document(
    local_key || ' ' || coalesce(jira_key, ''), title, description,
    squad || ' ' || coalesce(assignee, '') || ' ' || coalesce(root_cause, '') || ' ' || coalesce(resolution, ''),
    tags || affected_services)) stored
);
create index incidents_newest on incidents (created_at desc, id desc);
create index incidents_by_status on incidents (status, created_at desc, id desc);
create index incidents_by_severity on incidents (severity_rank desc, created_at desc, id desc);
create index incidents_by_environment on incidents (environment, created_at desc, id desc);
create index incidents_by_squad on incidents (squad, created_at desc, id desc);
create index incidents_resolved on incidents (resolved_at) where resolved_at is not null;
create index incidents_by_service on incidents using gin (affected_services);
create index incidents_searched on incidents using gin (document);

-- Who did what and when: creation, changes, comments, evidence.
create table incident_events (
  id uuid primary key,
  incident_id uuid not null references incidents (id) on delete cascade,
  kind text not null check (kind in ('created', 'changed', 'resolved', 'reopened', 'comment', 'evidence', 'jira')),
  actor_id uuid,
  actor text not null,
  origin text not null check (origin in ('user', 'jira', 'system')),
  note text not null default '',
  -- [{field, from, to}]
  changes jsonb not null default '[]',
  -- id of a comment in Jira, of either origin
  jira_comment_id text,
  occurred_at timestamptz not null
);
create index incident_events_by_incident on incident_events (incident_id, occurred_at, id);
create unique index incident_events_by_jira_comment on incident_events (incident_id, jira_comment_id) where jira_comment_id is not null;

create table incident_evidence (
  id uuid primary key,
  incident_id uuid not null references incidents (id) on delete cascade,
  title text not null,
  kind text not null check (kind in ('log', 'metric', 'screenshot', 'document', 'command')),
  -- the word the client sent, where it differs from the kind
  spelling text,
  description text,
  -- text, or an address that was given; empty where a file came
  content text not null default '',
  -- SHA-256 of the file or the text, hex
  sha256 text not null,
  size integer not null,
  filename text,
  content_type text,
  -- where the storage keeps the file
  blob text,
  metadata jsonb not null default '{}',
  uploaded_by text not null,
  uploaded_at timestamptz not null
);
create index incident_evidence_by_incident on incident_evidence (incident_id, uploaded_at desc, id desc);

create table deployments (
  id uuid primary key,
  title text not null,
  description text not null default '',
  service text not null,
  squad text not null,
  environment text not null check (environment in ('production', 'staging', 'development')),
  version text,
  url text,
  deployed_by text not null,
  deployed_at timestamptz not null
);
create index deployments_by_time on deployments (deployed_at desc, id desc);

-- What Jira has of an incident, and what is still to be told to it.
create table jira_links (
  incident_id uuid primary key references incidents (id) on delete cascade,
  issue_key text unique,
  -- fields as both sides last agreed on them
  base jsonb,
  is_pending boolean not null,
  last_error text,
  failures integer not null default 0,
  -- one sender at a time
  leased_until timestamptz,
  synced_at timestamptz
);
create index jira_links_pending on jira_links (incident_id) where is_pending;

-- How far the poll of Jira has read.
create table jira_cursor (
  is_only boolean primary key default true check (is_only),
  read_until timestamptz not null
);
