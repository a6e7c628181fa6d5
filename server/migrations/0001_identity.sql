-- Who may sign in, what they may do, and how they prove it.

CREATE TABLE roles (
  name text PRIMARY KEY,
  description text NOT NULL,
  permissions text[] NOT NULL,
  -- Built-in roles are written by the program at every start and cannot be changed.
  is_built_in boolean NOT NULL,
  created_at timestamptz NOT NULL
);

CREATE TABLE users (
  id uuid PRIMARY KEY,
  serial_id integer GENERATED ALWAYS AS IDENTITY UNIQUE,
  username text NOT NULL,
  email text NOT NULL,
  name text NOT NULL,
  team text NOT NULL,
  avatar_url text,
  organization text,
  subscription_tier text NOT NULL CHECK (subscription_tier IN ('free', 'pro', 'enterprise')),
  plan text NOT NULL CHECK (plan IN ('trial', 'starter', 'pro', 'elite')),
  password_hash text NOT NULL,
  is_disabled boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  last_login_at timestamptz
);

CREATE UNIQUE INDEX users_username_key ON users (lower(username));
CREATE UNIQUE INDEX users_email_key ON users (lower(email));

CREATE TABLE user_roles (
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  role text NOT NULL REFERENCES roles,
  PRIMARY KEY (user_id, role)
);

CREATE INDEX user_roles_role ON user_roles (role);

-- One row for each login; it ends at a fixed time, by logout or when a spent refresh token comes back.
CREATE TABLE sessions (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  cookie_hash bytea NOT NULL UNIQUE,
  is_remembered boolean NOT NULL,
  ip text,
  user_agent text,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  revoked_reason text
);

CREATE INDEX sessions_user ON sessions (user_id, created_at DESC);

CREATE TABLE refresh_tokens (
  hash bytea PRIMARY KEY,
  session_id uuid NOT NULL REFERENCES sessions ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  spent_at timestamptz
);

CREATE INDEX refresh_tokens_session ON refresh_tokens (session_id);

CREATE TABLE api_tokens (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  name text NOT NULL,
  hash bytea NOT NULL UNIQUE,
  prefix text NOT NULL,
  last_four text NOT NULL,
  scopes text[] NOT NULL,
  environment text,
  created_at timestamptz NOT NULL,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz
);

CREATE INDEX api_tokens_user ON api_tokens (user_id, created_at DESC);

-- Failed logins by account and by address. Keys are hashes: a password typed into the name field is not kept.
CREATE TABLE login_attempts (
  key bytea PRIMARY KEY,
  failures integer NOT NULL,
  last_at timestamptz NOT NULL,
  blocked_until timestamptz
);

CREATE INDEX login_attempts_last ON login_attempts (last_at);
