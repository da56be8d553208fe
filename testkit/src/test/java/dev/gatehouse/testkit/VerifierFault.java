package dev.gatehouse.testkit;

import java.util.Set;

/** What can be wrong with a verifier, and the tests of the contract that show it. */
@SuppressWarnings("ImmutableEnumChecker") // The field's type can't say that nothing changes.
enum VerifierFault implements Fault {
  NONE,
  FAILS_ON_TEXT_THAT_IS_NO_TOKEN("malformed_token_is_refused"),
  ACCEPTS_UNSIGNED_TOKENS("unsigned_token_is_refused"),
  LETS_THE_TOKEN_CHOOSE_THE_ALGORITHM("token_of_another_algorithm_is_refused"),
  IGNORES_THE_ALGORITHM("token_of_another_algorithm_is_refused", "unsigned_token_is_refused"),
  IGNORES_THE_SIGNATURE("token_signed_with_a_wrong_key_is_refused", "changed_token_is_refused"),
  ACCEPTS_TOKENS_OF_UNKNOWN_KEYS("token_of_an_unknown_key_is_refused"),
  CALLS_AN_UNKNOWN_KEY_A_BAD_SIGNATURE("token_of_an_unknown_key_is_refused"),
  TRUSTS_THE_KEY_IN_THE_TOKEN("token_signed_with_a_wrong_key_is_refused"),
  IGNORES_THE_ISSUER(
      "token_of_another_issuer_is_refused", "token_with_missing_or_malformed_claim_is_refused"),
  COMPARES_THE_START_OF_THE_ISSUER("token_of_another_issuer_is_refused"),
  MAKES_DO_WITHOUT_AN_ISSUER("token_with_missing_or_malformed_claim_is_refused"),
  IGNORES_THE_CLIENT(
      "token_of_another_client_is_refused", "token_with_missing_or_malformed_claim_is_refused"),
  MAKES_DO_WITHOUT_A_CLIENT("token_with_missing_or_malformed_claim_is_refused"),
  IGNORES_THE_USE("token_of_another_use_is_refused"),
  TAKES_A_TOKEN_WITHOUT_USE_FOR_AN_ID_TOKEN("token_with_missing_or_malformed_claim_is_refused"),
  IGNORES_THE_EXPIRY("expired_token_is_refused"),
  TAKES_A_TOKEN_WITHOUT_EXPIRY_FOR_AN_ETERNAL_ONE(
      "token_with_missing_or_malformed_claim_is_refused"),
  IGNORES_THE_TIME_OF_ISSUE("token_with_future_time_is_refused"),
  IGNORES_THE_TIME_OF_VALIDITY("token_with_future_time_is_refused"),
  MAKES_UP_A_MISSING_NAME("token_with_missing_or_malformed_claim_is_refused"),
  LOSES_THE_SESSION(
      "valid_id_token_yields_the_identity", "valid_access_token_yields_the_identity_without_email"),
  MAKES_UP_A_MISSING_SESSION("token_without_origin_claim_is_accepted"),
  LOSES_THE_GROUPS("valid_id_token_yields_the_identity", "unreadable_groups_are_left_out"),
  LOSES_GROUPS_BESIDE_AN_UNREADABLE_ONE("unreadable_groups_are_left_out"),
  REFUSES_UNREADABLE_GROUPS("unreadable_groups_are_left_out"),
  REFUSES_UNREADABLE_ADDRESSES("unreadable_address_is_left_out"),
  LOSES_CUSTOM_CLAIMS("custom_claims_are_part_of_the_identity"),
  REFUSES_DEEP_CLAIMS("custom_claim_of_any_form_is_accepted"),
  TAKES_ADDRESSES_FOR_UNVERIFIED(
      "valid_id_token_yields_the_identity", "only_the_value_true_verifies_an_address"),
  TAKES_THE_TEXT_TRUE_FOR_VERIFIED("only_the_value_true_verifies_an_address"),
  IGNORES_THE_TYPE("id_token_with_the_type_of_an_access_token_is_refused"),
  FOLDS_NAMES("valid_id_token_yields_the_identity"),
  MISREADS_THE_NAME_IN_ACCESS_TOKENS("valid_access_token_yields_the_identity_without_email"),
  DECIDES_WITHOUT_ANY_KEY("unreachable_key_set_makes_verification_unavailable");

  private final Set<String> brokenTests;

  VerifierFault(String... brokenTests) {
    this.brokenTests = Set.of(brokenTests);
  }

  @Override
  public Set<String> brokenTests() {
    return brokenTests;
  }
}
