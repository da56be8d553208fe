-- The client and the address that logged in, so that users recognise their sessions.
ALTER TABLE refresh_tokens ADD COLUMN client TEXT NOT NULL DEFAULT '';
ALTER TABLE refresh_tokens ADD COLUMN address TEXT NOT NULL DEFAULT '';
