-- The token that has replaced this one, encrypted with this one.
ALTER TABLE refresh_tokens ADD COLUMN successor TEXT;
