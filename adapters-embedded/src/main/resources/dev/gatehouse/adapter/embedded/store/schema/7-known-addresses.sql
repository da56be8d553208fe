-- The networks from which users have logged in. A new login from a network replaces its row.
CREATE TABLE known_addresses (
  sub TEXT NOT NULL REFERENCES users (sub) ON DELETE CASCADE,
  network TEXT NOT NULL,
  seen_at INTEGER NOT NULL,
  UNIQUE (sub, network)
) STRICT;
CREATE INDEX known_addresses_by_time ON known_addresses (seen_at);
