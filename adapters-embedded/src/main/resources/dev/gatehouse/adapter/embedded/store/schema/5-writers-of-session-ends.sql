-- Every end names its session, and who wrote it: a process does not read its own.
DELETE FROM session_ends WHERE origin_jti IS NULL;
ALTER TABLE session_ends ADD COLUMN writer TEXT NOT NULL DEFAULT '';
