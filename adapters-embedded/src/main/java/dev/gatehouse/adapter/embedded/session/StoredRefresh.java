package dev.gatehouse.adapter.embedded.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stored refresh token.
 *
 * @param row the row id
 * @param origin the id of the session
 * @param replacedAt when the token was replaced, or null
 * @param successor the token that has replaced it, encrypted; null if there is none
 */
public record StoredRefresh(
    long row,
    String subject,
    String origin,
    Instant authenticatedAt,
    @Nullable Instant replacedAt,
    @Nullable String successor) {}
