package dev.gatehouse.domain.token;

import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.SessionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a token that was verified claims.
 *
 * @param identity whose it is
 * @param use what it was issued for
 * @param session the session that it belongs to; null where the token does not tell (a pool with
 *     token revocation turned off)
 * @param issuedAt when it was issued, to the second
 * @param expiresAt when it stops being in force, to the second
 */
public record VerifiedClaims(
    Identity identity,
    TokenUse use,
    @Nullable SessionId session,
    Instant issuedAt,
    Instant expiresAt) {}
