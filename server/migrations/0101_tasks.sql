-- Tasks, and the hours that service levels are computed from.

create sequence task_numbers start 1001;

create function task_document(keys text, title text, description text, people text, words text[]) returns tsvector
  language sql immutable parallel safe as $$
  select setweight(to_tsvector('english', keys || ' ' || title), 'A')
      || setweight(to_tsvector('english', description), 'B')
      || setweight(to_tsvector('english', people || ' ' || array_to_string(words, ' ')), 'C')
$$;

create table tasks (
  id uuid primary key,
  -- TASK-1001
  local_key text not null unique,
  title text not null,
  description text not null,
  status text not null check (status in ('todo', 'in_progress', 'review', 'done')),
  status_rank smallint not null generated always as (case status when 'todo' then 1 when 'in_progress' then 2 when 'review' then 3 else 4 end) stored,
  priority text not null check (priority in ('critical', 'high', 'medium', 'low')),
  priority_rank smallint not null generated always as (case priority when 'critical' then 4 when 'high' then 3 when 'medium' then 2 else 1 end) stored,
  squad text not null,
  assignee text,
  environment text check (environment in ('production', 'staging', 'development')),
  estimated_hours numeric(12, 4),
  actual_hours numeric(12, 4),
  tags text[] not null default '{}',
  sop_id text,
  requester text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  due_date timestamptz,
  completed_at timestamptz,
  document tsvector not null generated always as (task_document(local_key, title, description, squad || ' ' || coalesce(assignee, ''), tags)) stored
);
create index tasks_newest on tasks (created_at desc, id desc);
create index tasks_by_status on tasks (status, created_at desc, id desc);
create index tasks_by_squad on tasks (squad, created_at desc, id desc);
create index tasks_by_assignee on tasks (assignee, created_at desc, id desc);
create index tasks_by_environment on tasks (environment, created_at desc, id desc);
create index tasks_due on tasks (due_date) where due_date is not null and status <> 'done';
create index tasks_by_tag on tasks using gin (tags);
create index tasks_searched on tasks using gin (document);
