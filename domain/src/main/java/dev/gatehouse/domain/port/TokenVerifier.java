package dev.gatehouse.domain.port;

import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.token.VerificationOutcome;
import java.util.Set;

/**
 * Verifies that a trusted issuer has issued a token for us.
 *
 * <p>Each promise below names the test of {@code TokenVerifierContract} (module testkit) that shows
 * it. Implementations are thread-safe. They do not know revocations.
 */
public interface TokenVerifier {
  /**
   * Checks the signature, issuer, client, use and times of a token.
   *
   * <ul>
   *   <li>{@code Verified}: all are right. The outcome has the identity, use, session and times of
   *       the token ({@code valid_id_token_yields_the_identity}, {@code
   *       valid_access_token_yields_the_identity_without_email}, {@code
   *       token_without_origin_claim_is_accepted}). Optional claims never refuse a token: what
   *       cannot be read is left out ({@code unreadable_address_is_left_out}, {@code
   *       only_the_value_true_verifies_an_address}, {@code unreadable_groups_are_left_out}, {@code
   *       custom_claim_of_any_form_is_accepted}). Readable claims that Gatehouse does not use are
   *       part of the identity ({@code custom_claims_are_part_of_the_identity}).
   *   <li>{@code Refused}: one of them is wrong ({@code malformed_token_is_refused}, {@code
   *       unsigned_token_is_refused}, {@code token_of_another_algorithm_is_refused}, {@code
   *       token_of_an_unknown_key_is_refused}, {@code token_signed_with_a_wrong_key_is_refused},
   *       {@code changed_token_is_refused}, {@code token_of_another_issuer_is_refused}, {@code
   *       token_of_another_client_is_refused}, {@code token_of_another_use_is_refused}, {@code
   *       expired_token_is_refused}, {@code token_with_future_time_is_refused}), or a claim that
   *       decides is missing or has the wrong type ({@code
   *       token_with_missing_or_malformed_claim_is_refused}), or the header of an ID token says
   *       that it is an access token ({@code
   *       id_token_with_the_type_of_an_access_token_is_refused}).
   * </ul>
   *
   * @param token the token of the request
   * @param accepted the uses that are accepted; not empty
   * @throws dev.gatehouse.domain.IdentityProviderUnavailableException if no key set was ever loaded
   *     ({@code unreachable_key_set_makes_verification_unavailable})
   */
  VerificationOutcome verify(BearerToken token, Set<TokenUse> accepted);
}
