-- Measured numbers over time: what infrastructure metrics and their series are read from.
create table metric_samples (
  id uuid primary key,
  name text not null,
  kind text not null check (kind in ('cpu', 'memory', 'disk', 'network', 'custom')),
  value double precision not null,
  unit text not null,
  environment text not null,
  service text not null,
  host text not null,
  measured_at timestamptz not null
);
create index metric_samples_by_name on metric_samples (name, measured_at desc);
create index metric_samples_by_time on metric_samples (measured_at);
