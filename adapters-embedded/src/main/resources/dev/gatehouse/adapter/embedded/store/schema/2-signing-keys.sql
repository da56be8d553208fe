-- Which key signs from when; a key's successor ends its time. Private parts are files, not here.
CREATE TABLE signing_keys (
  number INTEGER NOT NULL PRIMARY KEY,
  kid TEXT NOT NULL UNIQUE,
  public_key TEXT NOT NULL CHECK (json_valid(public_key)),
  signs_from_millis INTEGER NOT NULL,
  token_lifetime_seconds INTEGER NOT NULL
) STRICT;
