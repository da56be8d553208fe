package dev.gatehouse.domain.token;

import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.SessionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a verified token.
 *
 * @param identity the user
 * @param use the use of the token
 * @param session the session of the token; null if the token does not contain it, as in a user pool
 *     without token revocation
 * @param issuedAt when the token was issued, to the second
 * @param authenticatedAt when the user logged in, to the second; a refresh does not change it. Null
 *     if the token does not say it
 * @param expiresAt when the token expires, to the second
 */
public record VerifiedClaims(
    Identity identity,
    TokenUse use,
    @Nullable SessionId session,
    Instant issuedAt,
    @Nullable Instant authenticatedAt,
    Instant expiresAt) {}
