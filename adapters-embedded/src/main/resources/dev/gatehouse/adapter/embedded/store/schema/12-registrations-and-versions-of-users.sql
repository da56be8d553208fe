-- Registrations that wait for their code. Several may wait for one name, each with a password of its
-- own. The registrations of the last 24 hours that were not confirmed are dropped.
CREATE TABLE registrations (
  sub TEXT NOT NULL PRIMARY KEY,
  username TEXT NOT NULL,
  folded_username TEXT NOT NULL,
  email TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  code_hash TEXT NOT NULL,
  tries_left INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (folded_username, code_hash)
) STRICT;
CREATE INDEX registrations_by_time ON registrations (created_at);

-- The secret part of the salts of registrations.
CREATE TABLE registration_salt (value TEXT NOT NULL) STRICT;
INSERT INTO registration_salt (value) VALUES (hex(randomblob(32)));

DELETE FROM users WHERE confirmed = 0;
DROP INDEX users_unconfirmed;
ALTER TABLE users DROP COLUMN confirmed;

-- Counts the changes after which no earlier code of the user may work, whoever makes them.
ALTER TABLE users ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
CREATE TRIGGER users_version AFTER UPDATE OF
  email, email_verified, pending_email, password_hash, password_temporary_until, enabled ON users
WHEN OLD.email <> NEW.email
  OR OLD.email_verified <> NEW.email_verified
  OR OLD.pending_email IS NOT NEW.pending_email
  OR OLD.password_hash <> NEW.password_hash
  OR OLD.password_temporary_until IS NOT NEW.password_temporary_until
  OR OLD.enabled <> NEW.enabled
BEGIN
  UPDATE users SET version = version + 1 WHERE sub = NEW.sub;
END;
CREATE TRIGGER totp_apps_activated AFTER UPDATE OF in_force ON totp_apps WHEN NEW.in_force = 1
BEGIN
  UPDATE users SET version = version + 1 WHERE sub = NEW.sub;
END;
CREATE TRIGGER totp_apps_removed AFTER DELETE ON totp_apps WHEN OLD.in_force = 1
BEGIN
  UPDATE users SET version = version + 1 WHERE sub = OLD.sub;
END;

-- A code works only for the version of its user for which it was sent. The address is that of the
-- user in this version. Codes of earlier versions of Gatehouse live for ten minutes.
DROP TABLE codes;
CREATE TABLE codes (
  sub TEXT NOT NULL REFERENCES users (sub) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  code_hash TEXT NOT NULL,
  version INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  tries_left INTEGER NOT NULL,
  PRIMARY KEY (sub, kind)
) STRICT, WITHOUT ROWID;

-- One row, written in the place of a row that does not exist, so that both take the same time.
CREATE TABLE decoy (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  written INTEGER NOT NULL
) STRICT;
INSERT INTO decoy (id, written) VALUES (1, 0);
