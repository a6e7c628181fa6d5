-- Cloud cost: imports of FOCUS data, their charges, what is summed of them per day, budgets, credits, recommendations.

create table cost_imports (
  id uuid primary key,
  -- who asked for it; null for the system itself
  user_id uuid references users (id) on delete set null,
  filename text not null,
  source text not null check (source in ('file', 'cost-explorer', 'demo')),
  -- 'add' keeps what is there; 'replace' takes the place of earlier charges of the same provider, account and billing period
  mode text not null check (mode in ('add', 'replace')),
  status text not null check (status in ('uploading', 'queued', 'running', 'completed', 'failed', 'cancelled')),
  -- announced bytes, and hashes of the parts in order, each a blob of the storage
  size bigint not null,
  parts jsonb not null default '[]',
  -- SHA-256 over the whole file
  hash text,
  header jsonb,
  -- how far reading has come: bytes of the parts, offset and line in the unpacked text, rows kept
  read_bytes bigint not null default 0,
  text_offset bigint not null default 0,
  text_line bigint not null default 1,
  row_count bigint not null default 0,
  totals jsonb not null default '[]',
  notices jsonb not null default '[]',
  replaced_rows bigint not null default 0,
  first_day date,
  last_day date,
  error jsonb,
  created_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz
);
create index cost_imports_by_age on cost_imports (created_at desc, id);
-- one file is imported once, however often it is sent
create unique index cost_imports_by_hash on cost_imports (hash) where status in ('queued', 'running', 'completed');

-- What charges are summed by. The id is a hash of the content.
create table cost_groups (
  id uuid primary key,
  provider text not null,
  billing_account_id text not null,
  sub_account_id text,
  sub_account_name text,
  service text not null,
  category text,
  region_id text,
  region_name text,
  environment text check (environment in ('production', 'staging', 'development')),
  charge_category text not null,
  pricing_category text,
  currency text not null,
  billing_period date not null
);
create index cost_groups_by_period on cost_groups (provider, billing_account_id, billing_period);

create table cost_charges (
  import_id uuid not null references cost_imports (id),
  line bigint not null,
  group_id uuid not null,
  day date not null,
  starts_at timestamptz not null,
  ends_at timestamptz,
  billed numeric not null,
  effective numeric not null,
  list numeric,
  contracted numeric,
  list_unit_price numeric,
  pricing_quantity numeric,
  pricing_unit text,
  consumed_quantity numeric,
  consumed_unit text,
  resource_id text,
  resource_name text,
  resource_type text,
  sku_id text,
  commitment_id text,
  commitment_status text,
  description text,
  tags jsonb,
  rest jsonb not null,
  primary key (import_id, line)
);
create index cost_charges_by_day on cost_charges (day, import_id, line);

-- Charges of completed imports, summed: changed in the same transaction as what they are the sums of.
create table cost_daily (
  day date not null,
  group_id uuid not null,
  billed numeric not null,
  effective numeric not null,
  list numeric not null,
  contracted numeric not null,
  charges bigint not null,
  primary key (day, group_id)
);

-- One row: counts every change of the sums, so that what is computed from them can be kept.
create table cost_revision (
  is_only boolean primary key default true check (is_only),
  value bigint not null
);
insert into cost_revision (value) values (0);

create table cost_budgets (
  id uuid primary key,
  name text not null,
  -- null: all of them
  environment text check (environment in ('production', 'staging', 'development')),
  provider text,
  service text,
  currency text not null,
  -- per calendar month
  amount numeric not null check (amount > 0),
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table cost_credits (
  id uuid primary key,
  provider text not null,
  credit_type text not null check (credit_type in ('promotional', 'support', 'commitment', 'discount')),
  amount numeric not null check (amount > 0),
  currency text not null,
  start_date date not null,
  expiry_date date not null check (expiry_date >= start_date),
  description text,
  created_at timestamptz not null
);

create table cost_recommendations (
  id uuid primary key,
  rule text not null,
  subject text not null,
  type text not null,
  title text not null,
  description text not null,
  formula text not null,
  -- per month of 30 days
  saving numeric not null,
  currency text not null,
  priority text not null check (priority in ('high', 'medium', 'low')),
  status text not null check (status in ('pending', 'in_progress', 'completed', 'dismissed')),
  resource_id text,
  resource_type text,
  environment text,
  resources text[] not null default '{}',
  steps text[] not null default '{}',
  -- false when the data no longer shows it
  is_current boolean not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  completed_at timestamptz,
  unique (rule, subject)
);
create index cost_recommendations_by_saving on cost_recommendations (saving desc, id);

-- Answers of AWS Cost Explorer, which charges for every question.
create table cost_explorer_answers (
  question text primary key,
  answer jsonb not null,
  fetched_at timestamptz not null
);
