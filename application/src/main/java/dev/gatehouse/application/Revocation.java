package dev.gatehouse.application;

import static java.time.temporal.ChronoUnit.SECONDS;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.TokenOrigin;
import dev.gatehouse.domain.VerifiedClaims;
import dev.gatehouse.domain.port.RevokedTokens;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Has this node refuse tokens whose sessions have ended, until the last of them has expired. */
final class Revocation {
  /** The longest that an ID or access token lives: Cognito's bound. */
  private static final Duration LONGEST_LIFE = Duration.ofDays(1);

  private final RevokedTokens revoked;
  private final InstantSource clock;

  Revocation(RevokedTokens revoked, InstantSource clock) {
    this.revoked = revoked;
    this.clock = clock;
  }

  void session(TokenOrigin origin) {
    revoked.revoke(origin, clock.instant().plus(LONGEST_LIFE));
  }

  /**
   * All tokens issued before the current second: tokens don't tell more of their issue, and whoever
   * logs in again at once must not be refused.
   */
  void sessionsOf(Subject subject) {
    Instant now = clock.instant();
    revoked.revokeIssuedBefore(subject, now.truncatedTo(SECONDS), now.plus(LONGEST_LIFE));
  }

  /** All tokens of a user who is no more. */
  void allOf(Subject subject) {
    Instant now = clock.instant();
    revoked.revokeIssuedBefore(
        subject, now.truncatedTo(SECONDS).plusSeconds(1), now.plus(LONGEST_LIFE));
  }

  /** The session that the claims belong to, to the last token, and the user's others. */
  void sessionsOf(VerifiedClaims claims) {
    if (claims.origin() != null) {
      session(claims.origin());
    }
    sessionsOf(claims.identity().subject());
  }
}
