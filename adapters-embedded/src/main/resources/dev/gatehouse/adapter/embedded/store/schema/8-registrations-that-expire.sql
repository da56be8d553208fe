CREATE INDEX users_unconfirmed ON users (created_at) WHERE confirmed = 0;
