package dev.gatehouse.domain.port;

import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.session.Revocation;
import dev.gatehouse.domain.token.VerifiedClaims;
import java.time.Duration;
import java.time.Instant;

/**
 * Remembers revocations: which tokens must be refused although they are genuine and have not
 * expired.
 *
 * <p>Each promise below names the test of {@code RevokedTokensContract} (module testkit) that shows
 * it. Implementations are thread-safe. They may limit their memory; a token whose revocation is
 * lost is accepted until it expires.
 *
 * <p>A revocation is kept for {@link #KEPT}, and at most a minute longer: until the last token that
 * it affects has expired ({@code revocation_lasts_until_all_tokens_have_expired}). A corrected
 * clock does not change which tokens are revoked ({@code turned_clock_does_not_move_a_revocation}),
 * nor for how long ({@code turned_clock_does_not_shorten_a_revocation}).
 */
public interface RevokedTokens {
  /**
   * The maximum lifetime of an ID or access token. Cognito and the embedded provider allow a day.
   */
  Duration KEPT = Duration.ofDays(1);

  /**
   * Revokes all tokens of a session, also those that are issued later ({@code
   * tokens_of_a_revoked_session_are_revoked}). Does not affect tokens without a session id ({@code
   * token_without_session_survives_session_revocation}).
   */
  void revoke(SessionId session);

  /**
   * Revokes all tokens of a user that were issued before a time ({@code
   * tokens_issued_before_the_revocation_time_are_revoked}). Of several times, the latest counts
   * ({@code earlier_time_does_not_undo_a_revocation}).
   *
   * @param time a full second, because tokens contain only the second of their issue; does not
   *     affect tokens issued at this time or later
   */
  void revokeIssuedBefore(Subject subject, Instant time);

  /** Adds a revocation. */
  default void revoke(Revocation revocation) {
    switch (revocation) {
      case Revocation.OfSession(var session) -> revoke(session);
      case Revocation.OfUser(var subject, var time) -> revokeIssuedBefore(subject, time);
    }
  }

  /**
   * Returns whether a token with these claims is revoked ({@code nothing_is_revoked_at_first}).
   *
   * @param claims the claims of a verified token
   */
  boolean contains(VerifiedClaims claims);
}
