-- Until when a password that an operator has set lets its user in, to choose another.
ALTER TABLE users ADD COLUMN password_temporary_until INTEGER;

-- What a user shares with an authenticator app: the one in force, and the one being set up.
CREATE TABLE totp_apps (
  sub TEXT NOT NULL REFERENCES users (sub) ON DELETE CASCADE,
  in_force INTEGER NOT NULL CHECK (in_force IN (0, 1)),
  sealed_secret TEXT NOT NULL,
  last_step INTEGER NOT NULL,
  PRIMARY KEY (sub, in_force)
) STRICT, WITHOUT ROWID;

-- Logins that wait for an answer.
CREATE TABLE login_challenges (
  session_hash BLOB NOT NULL PRIMARY KEY,
  sub TEXT NOT NULL REFERENCES users (sub) ON DELETE CASCADE,
  name TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  tries_left INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX login_challenges_by_user ON login_challenges (sub);
CREATE INDEX login_challenges_by_expiry ON login_challenges (expires_at);
