-- Environments and teams, as forms and filters offer them.

create table environments (
  id uuid primary key,
  name text not null unique,
  display_name text not null,
  color text not null,
  position integer not null,
  created_at timestamptz not null
);
insert into environments (id, name, display_name, color, position, created_at) values
  (gen_random_uuid(), 'production', 'Production', '#c2410c', 1, now()),
  (gen_random_uuid(), 'staging', 'Staging', '#a16207', 2, now()),
  (gen_random_uuid(), 'development', 'Development', '#1d4ed8', 3, now());

create table teams (
  id uuid primary key,
  name text not null unique,
  display_name text not null,
  color text not null,
  position integer not null,
  created_at timestamptz not null
);
