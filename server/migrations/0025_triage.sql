-- What a person decided of a finding. By fingerprint, so that it holds in every later scan of the same code.
create table finding_triage (
  user_id uuid not null references users (id) on delete cascade,
  fingerprint text not null,
  state text not null check (state in ('open', 'confirmed', 'false_positive', 'accepted', 'fixed')),
  reason text not null,
  updated_at timestamptz not null,
  primary key (user_id, fingerprint)
);
-- The scan before one of the same sources.
create index scans_by_title on scans (user_id, title, completed_at desc) where status = 'completed';
