-- What a name looks like: names with the same skeleton are easily confused. NULL until the next
-- start of a server computes it.
ALTER TABLE users ADD COLUMN skeleton TEXT;
CREATE INDEX users_by_skeleton ON users (skeleton);
