package dev.gatehouse.testkit;

import java.util.Set;

/** The faults of a provider, with the contract tests that detect them. */
@SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable.
enum ProviderFault implements Fault {
  NONE,
  /** Not a fault: the capability is optional. */
  LACKS_TOTP,
  /** Not a fault: the provider may report that all sessions have ended. */
  CAN_LIST_NO_SESSIONS,
  ACCEPTS_ANY_PASSWORD(
      "code_confirms_only_its_own_registration",
      "new_password_logs_in_and_old_password_does_not",
      "code_resets_the_password",
      "only_one_simultaneous_registration_of_a_name_succeeds",
      "password_that_differs_slightly_is_refused",
      "taken_name_is_refused_and_its_owner_stays_unchanged",
      "unknown_user_and_wrong_password_give_the_same_result",
      "wrong_code_resets_nothing",
      "wrong_current_password_changes_nothing"),
  COMPARES_72_BYTES_OF_PASSWORDS("password_that_differs_slightly_is_refused"),
  COMPARES_PASSWORDS_WITHOUT_CASE("password_that_differs_slightly_is_refused"),
  COMPARES_PASSWORDS_AS_ASCII("password_that_differs_slightly_is_refused"),
  COMPARES_PASSWORDS_AS_TYPED("password_works_in_every_normalization_form"),
  REVEALS_UNKNOWN_USERS(
      "deleted_user_cannot_log_in_and_name_is_free",
      "unknown_user_and_wrong_password_give_the_same_result"),
  LEAVES_USERS_UNCONFIRMED(
      "each_login_returns_new_tokens",
      "name_keeps_its_original_case",
      "unicode_names_and_passwords_work",
      "names_that_differ_only_in_case_are_equal",
      "only_one_simultaneous_registration_of_a_name_succeeds",
      "password_that_differs_slightly_is_refused",
      "password_works_in_every_normalization_form",
      "registered_user_logs_in_with_the_password",
      "subject_is_stable_and_differs_between_users",
      "taken_name_is_refused_and_its_owner_stays_unchanged",
      "tokens_are_valid_and_identify_the_user"),
  OVERWRITES_THE_OWNER_OF_A_TAKEN_NAME(
      "names_that_differ_only_in_case_are_equal",
      "only_one_simultaneous_registration_of_a_name_succeeds",
      "taken_name_is_refused_and_its_owner_stays_unchanged"),
  OVERWRITES_THE_OWNER_OF_A_TAKEN_NAME_SILENTLY(
      "only_one_simultaneous_registration_of_a_name_succeeds",
      "taken_name_is_refused_and_its_owner_stays_unchanged"),
  CHANGES_THE_ADDRESS_OF_A_TAKEN_NAME("taken_name_is_refused_and_its_owner_stays_unchanged"),
  LOOKS_BEFORE_IT_ADDS("only_one_simultaneous_registration_of_a_name_succeeds"),
  COMPARES_NAMES_WITH_CASE("names_that_differ_only_in_case_are_equal"),
  FOLDS_THE_CASE_OF_ASCII_ALONE("names_that_differ_only_in_case_are_equal"),
  KEEPS_NAMES_FOLDED("name_keeps_its_original_case"),
  KEEPS_NAMES_IN_ASCII("unicode_names_and_passwords_work"),
  TELLS_ANOTHER_SUBJECT_AT_REGISTRATIONS("registered_user_logs_in_with_the_password"),
  ISSUES_TOKENS_THAT_DO_NOT_VERIFY(
      "name_keeps_its_original_case",
      "unicode_names_and_passwords_work",
      "registered_user_logs_in_with_the_password",
      "subject_is_stable_and_differs_between_users",
      "taken_name_is_refused_and_its_owner_stays_unchanged",
      "tokens_are_valid_and_identify_the_user"),
  GIVES_THE_ID_TOKEN_FOR_AN_ACCESS_TOKEN("tokens_are_valid_and_identify_the_user"),
  GIVES_TOKENS_THAT_HAVE_EXPIRED(
      "refreshed_tokens_are_valid_and_keep_the_identity",
      "registered_user_logs_in_with_the_password"),
  GIVES_THE_SAME_TOKENS_AGAIN(
      "access_token_of_an_ended_session_ends_nothing",
      "address_changes_after_its_code_is_confirmed",
      "logout_everywhere_ends_all_sessions_of_the_user_only",
      "each_login_returns_new_tokens",
      "logout_ends_one_session_only",
      "only_the_newest_code_verifies_the_address",
      "reset_ends_all_sessions",
      "logout_everywhere_returns_the_ended_sessions",
      "chosen_session_ends_and_others_stay_active",
      "list_contains_active_sessions_of_the_user_only",
      "access_token_of_an_ended_session_lists_nothing"),
  CHANGES_THE_SUBJECT_AT_EACH_LOGIN(
      "code_resets_the_password",
      "registered_user_logs_in_with_the_password",
      "subject_is_stable_and_differs_between_users",
      "taken_name_is_refused_and_its_owner_stays_unchanged",
      "tokens_are_valid_and_identify_the_user",
      "subject_of_a_name_is_found"),
  GIVES_ALL_USERS_ONE_SUBJECT(
      "code_resets_the_password",
      "deleted_user_cannot_log_in_and_name_is_free",
      "registered_user_logs_in_with_the_password",
      "subject_is_stable_and_differs_between_users",
      "tokens_are_valid_and_identify_the_user",
      "subject_of_a_name_is_found"),
  NAMES_ANOTHER_SUBJECT_IN_ACCESS_TOKENS(
      "code_resets_the_password",
      "refreshed_tokens_are_valid_and_keep_the_identity",
      "registered_user_logs_in_with_the_password",
      "tokens_are_valid_and_identify_the_user",
      "subject_of_a_name_is_found"),
  NAMES_ANOTHER_ADDRESS(
      "address_changes_after_its_code_is_confirmed",
      "confirmed_address_is_verified",
      "only_the_newest_code_verifies_the_address",
      "tokens_are_valid_and_identify_the_user",
      "wrong_code_verifies_nothing"),
  TAKES_ADDRESSES_FOR_VERIFIED(
      "address_changes_after_its_code_is_confirmed",
      "tokens_are_valid_and_identify_the_user",
      "wrong_code_verifies_nothing"),
  PUTS_THE_ADDRESS_INTO_ACCESS_TOKENS("tokens_are_valid_and_identify_the_user"),
  PUTS_NEW_USERS_INTO_A_GROUP("tokens_are_valid_and_identify_the_user"),
  ENDS_NO_SESSION(
      "access_token_of_an_ended_session_changes_nothing",
      "access_token_of_an_ended_session_does_nothing",
      "access_token_of_an_ended_session_ends_nothing",
      "access_token_of_an_ended_session_cannot_use_totp",
      "logout_ends_one_session_only",
      "logout_of_unknown_session_causes_no_error",
      "access_token_of_an_ended_session_lists_nothing",
      "list_contains_active_sessions_of_the_user_only"),
  END_OF_ONE_SESSION_ENDS_ALL(
      "access_token_of_an_ended_session_ends_nothing",
      "logout_ends_one_session_only",
      "access_token_of_an_ended_session_lists_nothing",
      "list_contains_active_sessions_of_the_user_only"),
  END_OF_NO_SESSION_FAILS("logout_of_unknown_session_causes_no_error"),
  TELLS_ANOTHER_SESSION("logout_ends_one_session_only"),
  TAKES_ANY_REFRESH_TOKEN(
      "logout_everywhere_ends_all_sessions_of_the_user_only",
      "logout_ends_one_session_only",
      "unknown_refresh_token_is_refused",
      "chosen_session_ends_and_others_stay_active"),
  REFRESHES_ONCE("session_can_be_refreshed_repeatedly"),
  REFRESHES_SOMEBODY_ELSE("refreshed_tokens_are_valid_and_keep_the_identity"),
  REFRESHED_TOKENS_LOSE_THEIR_SESSION("refreshed_tokens_belong_to_the_same_session"),
  END_OF_ALL_SPARES_THE_CALLER(
      "logout_everywhere_ends_all_sessions_of_the_user_only",
      "logout_everywhere_returns_the_ended_sessions"),
  END_OF_ALL_ENDS_EVERYBODYS("logout_everywhere_ends_all_sessions_of_the_user_only"),
  ACCESS_OUTLIVES_ITS_SESSION(
      "access_token_of_an_ended_session_changes_nothing",
      "access_token_of_an_ended_session_does_nothing",
      "access_token_of_an_ended_session_ends_nothing",
      "access_token_of_an_ended_session_cannot_use_totp",
      "access_token_of_an_ended_session_lists_nothing"),
  TAKES_ANY_CODE(
      "code_confirms_only_its_own_registration",
      "only_the_newest_reset_code_works",
      "only_the_newest_code_verifies_the_address",
      "only_the_resent_code_confirms_the_user",
      "wrong_code_confirms_nothing",
      "wrong_code_resets_nothing",
      "wrong_code_verifies_nothing"),
  CODES_WORK_AGAIN(
      "code_confirms_only_its_own_registration",
      "reset_code_is_void_after_the_password_changed",
      "reset_code_works_once",
      "missing_registration_and_wrong_code_give_the_same_result"),
  WRONG_CODE_USES_UP_THE_RIGHT_ONE(
      "only_the_newest_reset_code_works",
      "only_the_newest_code_verifies_the_address",
      "only_the_resent_code_confirms_the_user",
      "wrong_code_confirms_nothing",
      "wrong_code_resets_nothing"),
  CODES_CONFIRM_THE_FIRST_REGISTRATION("code_confirms_only_its_own_registration"),
  RESET_CODES_OUTLIVE_THE_PASSWORD("reset_code_is_void_after_the_password_changed"),
  RESET_CODES_OUTLIVE_THE_ADDRESS("reset_code_is_void_after_the_address_changed"),
  FORMER_CODES_STAY_GOOD(
      "only_the_newest_reset_code_works",
      "only_the_newest_code_verifies_the_address",
      "only_the_resent_code_confirms_the_user"),
  TELLS_OF_UNKNOWN_USERS(
      "missing_registration_and_wrong_code_give_the_same_result",
      "unknown_user_and_wrong_code_give_the_same_result"),
  FAILS_FOR_UNKNOWN_USERS("unknown_user_gets_no_reset_code_and_no_error"),
  KEEPS_THE_OLD_PASSWORD(
      "reset_code_is_void_after_the_password_changed",
      "new_password_logs_in_and_old_password_does_not",
      "reset_code_works_once",
      "code_resets_the_password"),
  RESET_LEAVES_SESSIONS("reset_ends_all_sessions"),
  ASKS_FOR_NO_PASSWORD("wrong_current_password_changes_nothing"),
  FINDS_NO_SUBJECT("subject_of_a_name_is_found"),
  FINDS_NO_ADDRESS("address_of_the_user_is_found"),
  VERIFIES_THE_SAME_ADDRESS_AGAIN("same_address_needs_no_code"),
  CHANGES_ADDRESSES_AT_ONCE(
      "reset_code_is_void_after_the_address_changed",
      "address_changes_after_its_code_is_confirmed"),
  DELETES_NOBODY("deleted_user_cannot_log_in_and_name_is_free"),
  DELETION_LEAVES_SESSIONS("deleted_user_cannot_log_in_and_name_is_free"),
  SUBJECTS_COME_BACK("deleted_user_cannot_log_in_and_name_is_free"),
  UNCONFIRMED_USERS_LOG_IN(
      "user_confirms_with_the_code_and_logs_in", "wrong_code_confirms_nothing"),
  CONFIRMS_NOTHING(
      "code_confirms_only_its_own_registration",
      "confirmed_address_is_verified",
      "unknown_or_confirmed_user_gets_no_new_code",
      "user_confirms_with_the_code_and_logs_in"),
  CONFIRMED_ADDRESS_STAYS_UNVERIFIED("confirmed_address_is_verified"),
  RESENDS_TO_NOBODY_WHO_WAITS(
      "unknown_or_confirmed_user_gets_no_new_code", "only_the_resent_code_confirms_the_user"),
  NEVER_ASKS_FOR_THE_APP(
      "active_totp_stays_until_the_new_one_is_confirmed",
      "totp_code_completes_the_login",
      "totp_code_works_once",
      "login_requires_confirmed_totp",
      "unknown_session_and_wrong_code_give_the_same_result",
      "wrong_totp_code_does_not_log_in"),
  PUTS_APPS_IN_FORCE_AT_ONCE(
      "access_token_of_an_ended_session_cannot_use_totp",
      "active_totp_stays_until_the_new_one_is_confirmed",
      "login_requires_confirmed_totp",
      "status_shows_whether_totp_is_active",
      "wrong_code_does_not_activate_totp"),
  CONFIRMS_APPS_NEVER_BEGUN("confirmation_without_enrolment_is_refused"),
  CONFIRMS_APPS_WITH_ANY_CODE("wrong_code_does_not_activate_totp"),
  TAKES_ANY_APP_CODE(
      "code_of_the_active_app_is_right_once",
      "active_totp_stays_until_the_new_one_is_confirmed",
      "unknown_session_and_wrong_code_give_the_same_result",
      "wrong_totp_code_does_not_log_in"),
  REFUSES_APP_CODES(
      "active_totp_stays_until_the_new_one_is_confirmed",
      "totp_code_completes_the_login",
      "totp_code_works_once",
      "unknown_session_and_wrong_code_give_the_same_result"),
  APP_CODES_WORK_AGAIN("code_of_the_active_app_is_right_once", "totp_code_works_once"),
  CHALLENGES_STAY("unknown_session_and_wrong_code_give_the_same_result"),
  TELLS_OF_UNKNOWN_CHALLENGES("unknown_session_and_wrong_code_give_the_same_result"),
  TELLS_OF_NO_APP("status_shows_whether_totp_is_active"),
  REMOVES_NO_APP(
      "login_requires_no_code_after_totp_removal", "status_shows_whether_totp_is_active"),
  TELLS_ANOTHER_SUBJECT_AT_LOGINS("tokens_are_valid_and_identify_the_user"),
  TELLS_ANOTHER_NAME_AT_REFRESHES("refreshed_tokens_are_valid_and_keep_the_identity"),
  TELLS_ANOTHER_SUBJECT_AT_REFRESHES("refreshed_tokens_are_valid_and_keep_the_identity"),
  LISTS_EVERYBODYS_SESSIONS("list_contains_active_sessions_of_the_user_only"),
  LISTS_ENDED_SESSIONS("list_contains_active_sessions_of_the_user_only"),
  ENDS_ANYBODYS_SESSION("session_of_another_user_stays_active"),
  ENDS_NO_LISTED_SESSION("chosen_session_ends_and_others_stay_active"),
  LISTS_NO_ENDED_SESSION(
      "deleted_user_cannot_log_in_and_name_is_free",
      "reset_ends_all_sessions",
      "logout_everywhere_returns_the_ended_sessions");

  private final Set<String> brokenTests;

  ProviderFault(String... brokenTests) {
    this.brokenTests = Set.of(brokenTests);
  }

  @Override
  public Set<String> brokenTests() {
    return brokenTests;
  }

  @Override
  public boolean hindersOtherTests() {
    return switch (this) {
      case LEAVES_USERS_UNCONFIRMED,
          ISSUES_TOKENS_THAT_DO_NOT_VERIFY,
          GIVES_THE_ID_TOKEN_FOR_AN_ACCESS_TOKEN ->
          true;
      default -> false;
    };
  }
}
