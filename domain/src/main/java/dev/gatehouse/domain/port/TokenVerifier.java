package dev.gatehouse.domain.port;

import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.token.VerificationOutcome;
import java.util.Set;

/**
 * Tells the tokens that a trusted issuer issued for us from everything else.
 *
 * <p>Every promise below is shown by the test of {@code TokenVerifierContract} (module testkit)
 * that it names. Implementations are safe for use by many threads at once. They are pure: what was
 * revoked since a token's issue is not theirs to know.
 */
public interface TokenVerifier {
  /**
   * Looks at a token's signature, issuer, client, use and times.
   *
   * <ul>
   *   <li>{@code Verified}: all of them hold; identity, use, origin and times are what the token
   *       says ({@code valid_id_token_yields_the_identity}, {@code
   *       valid_access_token_yields_the_identity_without_email}, {@code
   *       token_without_origin_is_verified}).
   *   <li>{@code Refused}: any of them does not ({@code text_that_is_no_token_is_malformed}, {@code
   *       unsigned_token_is_refused}, {@code token_of_another_algorithm_is_refused}, {@code
   *       token_of_an_unknown_key_is_refused}, {@code token_signed_by_a_stranger_is_refused},
   *       {@code changed_token_is_refused}, {@code other_issuer_is_refused}, {@code
   *       other_client_is_refused}, {@code use_that_was_not_asked_for_is_refused}, {@code
   *       expired_token_is_refused}, {@code token_from_the_future_is_refused}), or one of the
   *       claims that they stand on is missing or holds what it can't ({@code
   *       token_that_lacks_a_claim_or_holds_it_wrongly_is_refused}).
   * </ul>
   *
   * @param token what the caller presents
   * @param accepted the uses that will do; not empty
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException when no key to verify with
   *     was ever obtained ({@code without_any_key_nothing_is_decided})
   */
  VerificationOutcome verify(BearerToken token, Set<TokenUse> accepted);
}
