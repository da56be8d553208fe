-- The features that hear of events, and when each of them last asked.
CREATE TABLE event_listeners (
  name TEXT NOT NULL PRIMARY KEY,
  asked_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- One row for each feature that has not handled the event yet.
CREATE TABLE user_events (
  number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  listener TEXT NOT NULL REFERENCES event_listeners (name) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  sub TEXT NOT NULL,
  session TEXT,
  tries INTEGER NOT NULL DEFAULT 0,
  set_aside_at INTEGER
) STRICT;
CREATE INDEX user_events_by_listener ON user_events (listener, set_aside_at, number);

-- Every change of a user is an event, whoever makes it.
CREATE TRIGGER users_registered AFTER INSERT ON users
BEGIN
  INSERT INTO user_events (listener, kind, sub)
  SELECT name, 'registered', NEW.sub FROM event_listeners;
END;
CREATE TRIGGER users_email_changed AFTER UPDATE OF email, email_verified ON users
WHEN OLD.email <> NEW.email OR OLD.email_verified <> NEW.email_verified
BEGIN
  INSERT INTO user_events (listener, kind, sub)
  SELECT name, 'email_changed', NEW.sub FROM event_listeners;
END;
CREATE TRIGGER sessions_ended AFTER INSERT ON session_ends WHEN NEW.origin_jti IS NOT NULL
BEGIN
  INSERT INTO user_events (listener, kind, sub, session)
  SELECT name, 'session_ended', NEW.sub, NEW.origin_jti FROM event_listeners;
END;
CREATE TRIGGER users_deleted AFTER DELETE ON users
BEGIN
  INSERT INTO user_events (listener, kind, sub)
  SELECT name, 'deleted', OLD.sub FROM event_listeners;
END;
