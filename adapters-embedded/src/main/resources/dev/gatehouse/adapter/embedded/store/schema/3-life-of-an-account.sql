ALTER TABLE users ADD COLUMN confirmed INTEGER NOT NULL DEFAULT 1 CHECK (confirmed IN (0, 1));
-- The address that takes the place of the other once its code is given.
ALTER TABLE users ADD COLUMN pending_email TEXT;

CREATE TABLE group_members (
  sub TEXT NOT NULL REFERENCES users (sub) ON DELETE CASCADE,
  name TEXT NOT NULL,
  PRIMARY KEY (sub, name)
) STRICT, WITHOUT ROWID;

-- When the login was that the token goes back to, and when another token took its place.
ALTER TABLE refresh_tokens ADD COLUMN authenticated_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE refresh_tokens ADD COLUMN replaced_at INTEGER;
UPDATE refresh_tokens SET authenticated_at = issued_at;
CREATE INDEX refresh_tokens_by_login ON refresh_tokens (origin_jti);

CREATE TABLE codes (
  sub TEXT NOT NULL REFERENCES users (sub) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  code_hash TEXT NOT NULL,
  email TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  tries_left INTEGER NOT NULL,
  PRIMARY KEY (sub, kind)
) STRICT, WITHOUT ROWID;

-- Which tokens are to be refused although they are genuine: of one login, or of all the user's that
-- were issued before. Outlives the user.
CREATE TABLE session_ends (
  number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  sub TEXT NOT NULL,
  origin_jti TEXT,
  ended_at INTEGER NOT NULL,
  forget_at INTEGER NOT NULL
) STRICT;
CREATE INDEX session_ends_by_end ON session_ends (forget_at);
