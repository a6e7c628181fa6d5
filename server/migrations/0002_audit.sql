-- The audit trail: an append-only hash chain. Hashes are computed by the program over canonical JSON.

CREATE TABLE audit_log (
  sequence bigint PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  event_type text NOT NULL,
  resource_type text NOT NULL,
  resource_id text,
  description text NOT NULL,
  status text NOT NULL CHECK (status IN ('success', 'failed')),
  metadata jsonb NOT NULL,
  user_id uuid,
  username text,
  user_email text,
  ip text,
  user_agent text,
  request_id text NOT NULL,
  occurred_at timestamptz NOT NULL,
  hash bytea NOT NULL
);

CREATE INDEX audit_log_user ON audit_log (user_id, sequence DESC);
CREATE INDEX audit_log_resource ON audit_log (resource_type, resource_id, sequence DESC);
CREATE INDEX audit_log_event ON audit_log (event_type, sequence DESC);
CREATE INDEX audit_log_time ON audit_log (occurred_at);

-- The end of the chain. Its row lock puts writers in line, and a cut-off tail does not go unnoticed.
CREATE TABLE audit_head (
  is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  sequence bigint NOT NULL,
  hash bytea NOT NULL
);

INSERT INTO audit_head (sequence, hash) VALUES (0, decode(repeat('00', 32), 'hex'));

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit trail is append-only';
END
$$;

CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log
  FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_log_no_truncate BEFORE TRUNCATE ON audit_log
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_head_stays BEFORE DELETE ON audit_head
  FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_head_no_truncate BEFORE TRUNCATE ON audit_head
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
