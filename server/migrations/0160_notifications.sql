-- Where people are told of things, and the ledger of what was sent there.

create table notification_channels (
  id uuid primary key,
  name text not null,
  kind text not null check (kind in ('email', 'slack', 'discord', 'telegram')),
  -- what may be shown: recipients, the id of a chat
  settings jsonb not null,
  -- sealed: webhook address or bot token; null where the configured server or bot is used
  secret text,
  is_enabled boolean not null default true,
  created_by text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index notification_channels_by_name on notification_channels (lower(name));

create table notification_deliveries (
  id uuid primary key,
  -- a channel's id, or env:<kind> for those that the configuration sets up
  channel text not null,
  channel_name text not null,
  kind text not null,
  -- the same thing is told once per channel
  dedupe_key text not null,
  message jsonb not null,
  status text not null check (status in ('queued', 'retrying', 'delivered', 'dead')),
  attempts integer not null default 0,
  last_error text,
  created_at timestamptz not null,
  attempted_at timestamptz,
  delivered_at timestamptz,
  unique (channel, dedupe_key)
);
create index notification_deliveries_by_time on notification_deliveries (created_at desc, id);
create index notification_deliveries_dead on notification_deliveries (attempted_at) where status = 'dead';
