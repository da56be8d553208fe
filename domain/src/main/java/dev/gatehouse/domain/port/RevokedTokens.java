package dev.gatehouse.domain.port;

import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.token.VerifiedClaims;
import java.time.Duration;
import java.time.Instant;

/**
 * Remembers which tokens must no longer be accepted although they are genuine and have not expired.
 *
 * <p>Every promise below is shown by the test of {@code RevokedTokensContract} (module testkit)
 * that it names. Implementations are safe for use by many threads at once, and may have a bound:
 * what they hold may be lost, and then a token is accepted until it expires.
 *
 * <p>A revocation is kept for {@link #KEPT}, and no longer than a minute more: until the last token
 * that it can concern has expired ({@code revocation_lasts_as_long_as_any_token}).
 */
public interface RevokedTokens {
  /**
   * The longest life of an ID or access token: Cognito allows a day, and so does the embedded
   * provider.
   */
  Duration KEPT = Duration.ofDays(1);

  /**
   * Revokes all tokens of a session, those still to be issued included ({@code
   * tokens_of_a_revoked_session_are_contained}); a token that does not tell its session is not
   * concerned ({@code token_without_session_belongs_to_no_session}).
   */
  void revoke(SessionId session);

  /**
   * Revokes all tokens of a user that were issued before a time ({@code
   * tokens_issued_before_the_time_are_contained}). Of several such times the latest counts ({@code
   * earlier_time_takes_nothing_back}).
   *
   * @param time a full second, as tokens tell no more of their issue; tokens issued at it or later
   *     are not concerned
   */
  void revokeIssuedBefore(Subject subject, Instant time);

  /**
   * Whether a token with these claims is revoked ({@code nothing_is_revoked_at_first}).
   *
   * @param claims the claims of a verified token
   */
  boolean contains(VerifiedClaims claims);
}
