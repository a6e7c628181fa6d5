-- Thresholds on measured metrics, and the alerts they raise.

create table alert_thresholds (
  id uuid primary key,
  metric_name text not null,
  metric_type text not null check (metric_type in ('infrastructure', 'application', 'security', 'cost')),
  operator text not null check (operator in ('>', '<', '>=', '<=', '==', '!=')),
  -- as it was written: a symbol or a word
  operator_given text not null,
  threshold_value double precision not null,
  severity text not null check (severity in ('critical', 'high', 'medium', 'low')),
  environment text not null,
  enabled boolean not null default true,
  notification_channels text[] not null default '{}',
  cooldown_minutes integer not null default 15,
  description text not null default '',
  created_by text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- what the last evaluation saw; null value where nothing was measured
  last_value double precision,
  evaluated_at timestamptz,
  quiet_evaluations integer not null default 0,
  raised_at timestamptz
);
create index alert_thresholds_by_metric on alert_thresholds (metric_name, environment);

create table alerts (
  id uuid primary key,
  threshold_id uuid references alert_thresholds (id) on delete set null,
  metric_name text not null,
  operator text not null,
  threshold_value double precision not null,
  -- at the moment it was raised
  value double precision not null,
  last_value double precision not null,
  severity text not null,
  environment text not null,
  status text not null check (status in ('open', 'acknowledged', 'resolved')),
  description text not null default '',
  triggered_at timestamptz not null,
  acknowledged_at timestamptz,
  acknowledged_by text,
  resolved_at timestamptz,
  -- null: by itself, because the metric is back within its limit
  resolved_by text
);
create unique index alerts_open_once on alerts (threshold_id) where status <> 'resolved';
create index alerts_by_time on alerts (triggered_at desc, id);

-- What nobody could be told of shows up all the same.
insert into alert_thresholds (id, metric_name, metric_type, operator, operator_given, threshold_value, severity, environment, description, created_by, created_at, updated_at)
values (gen_random_uuid(), 'notification_dead_letters', 'application', '>', '>', 0, 'high', 'all',
  'Messages to people were given up within the last day: look into the delivery ledger', 'Bulwark', now(), now());
