CREATE TABLE users (
  sub TEXT NOT NULL PRIMARY KEY,
  username TEXT NOT NULL,
  folded_username TEXT NOT NULL UNIQUE,
  email TEXT NOT NULL,
  email_verified INTEGER NOT NULL CHECK (email_verified IN (0, 1)),
  password_hash TEXT NOT NULL,
  enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE refresh_tokens (
  token_hash BLOB NOT NULL PRIMARY KEY,
  sub TEXT NOT NULL REFERENCES users (sub) ON DELETE CASCADE,
  origin_jti TEXT NOT NULL,
  issued_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;

CREATE INDEX refresh_tokens_by_user ON refresh_tokens (sub);
CREATE INDEX refresh_tokens_by_expiry ON refresh_tokens (expires_at);
