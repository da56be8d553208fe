package dev.gatehouse.domain.port;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.TokenOrigin;
import dev.gatehouse.domain.VerifiedClaims;
import java.time.Instant;

/**
 * Remembers which tokens must no longer be taken although they are genuine and have not expired.
 *
 * <p>Every promise below is shown by the test of {@code RevokedTokensContract} (module testkit)
 * that it names. Implementations are safe for use by many threads at once, and may have a bound:
 * what they hold may be lost, and then a token is taken until it expires, as it would be without
 * them.
 *
 * <p>Each revocation says until when it is needed: until the last token that it means has expired.
 * No token of a Cognito user pool lives longer than a day.
 */
public interface RevokedTokens {
  /**
   * Revokes all tokens that go back to a login, those still to be issued included ({@code
   * tokens_of_a_revoked_login_are_contained}); tokens that do not tell their login are not meant
   * ({@code token_without_origin_belongs_to_no_login}).
   *
   * @param origin the login
   * @param until when this may be forgotten, and not earlier ({@code
   *     revocation_lasts_until_its_end})
   */
  void revoke(TokenOrigin origin, Instant until);

  /**
   * Revokes all tokens of a user that were issued before a time ({@code
   * tokens_issued_before_the_time_are_contained}). Of several such times the latest counts, and
   * they may be forgotten when all may ({@code earlier_time_takes_nothing_back}).
   *
   * <p>Tokens tell the second of their issue alone: one issued in the same second counts as issued
   * before, unless the time is the very start of that second.
   *
   * @param subject the user
   * @param time tokens issued at it or later are not meant
   * @param until when this may be forgotten, and not earlier ({@code
   *     revocation_lasts_until_its_end})
   */
  void revokeIssuedBefore(Subject subject, Instant time, Instant until);

  /**
   * Whether a token that claims this is revoked ({@code nothing_is_revoked_at_first}).
   *
   * @param claims what a verified token claims
   */
  boolean contains(VerifiedClaims claims);
}
