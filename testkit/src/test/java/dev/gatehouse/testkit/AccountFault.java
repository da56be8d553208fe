package dev.gatehouse.testkit;

import java.util.Set;

/** What a provider of accounts can do wrong, and the contract tests that notice. */
@SuppressWarnings("ImmutableEnumChecker") // The field's type can't say that nothing changes.
enum AccountFault {
  NONE,
  ENDS_NO_SESSION(
      "access_token_of_an_ended_session_changes_nothing",
      "access_token_of_an_ended_session_does_nothing",
      "access_token_of_an_ended_session_ends_nothing",
      "access_token_of_an_ended_session_tells_and_changes_nothing",
      "ended_session_is_over_and_others_go_on",
      "ending_what_is_no_session_is_no_error"),
  END_OF_ONE_SESSION_ENDS_ALL(
      "access_token_of_an_ended_session_ends_nothing", "ended_session_is_over_and_others_go_on"),
  END_OF_NO_SESSION_FAILS("ending_what_is_no_session_is_no_error"),
  TELLS_ANOTHER_LOGIN("ended_session_is_over_and_others_go_on"),
  TAKES_ANY_REFRESH_TOKEN(
      "all_sessions_of_the_user_end_and_no_other",
      "ended_session_is_over_and_others_go_on",
      "token_that_was_never_issued_buys_nothing"),
  REFRESHES_ONCE("session_is_refreshed_again_and_again"),
  REFRESHES_SOMEBODY_ELSE("refreshed_tokens_verify_and_continue_the_login"),
  REFRESHED_TOKENS_LOSE_THEIR_ORIGIN("refreshed_tokens_verify_and_continue_the_login"),
  END_OF_ALL_SPARES_THE_CALLER("all_sessions_of_the_user_end_and_no_other"),
  END_OF_ALL_ENDS_EVERYBODYS("all_sessions_of_the_user_end_and_no_other"),
  ACCESS_OUTLIVES_ITS_SESSION(
      "access_token_of_an_ended_session_changes_nothing",
      "access_token_of_an_ended_session_does_nothing",
      "access_token_of_an_ended_session_ends_nothing",
      "access_token_of_an_ended_session_tells_and_changes_nothing"),
  TAKES_ANY_CODE(
      "newest_code_counts",
      "newest_code_verifies",
      "resent_code_confirms",
      "wrong_code_confirms_nothing",
      "wrong_code_resets_nothing",
      "wrong_code_verifies_nothing"),
  CODES_WORK_AGAIN("code_resets_once", "nobody_to_confirm_and_wrong_code_look_the_same"),
  WRONG_CODE_USES_UP_THE_RIGHT_ONE(
      "newest_code_counts",
      "newest_code_verifies",
      "resent_code_confirms",
      "wrong_code_confirms_nothing",
      "wrong_code_resets_nothing"),
  FORMER_CODES_STAY_GOOD("newest_code_counts", "newest_code_verifies", "resent_code_confirms"),
  TELLS_OF_UNKNOWN_USERS(
      "nobody_to_confirm_and_wrong_code_look_the_same",
      "unknown_user_and_wrong_code_look_the_same"),
  FAILS_FOR_UNKNOWN_USERS("no_code_is_sent_for_an_unknown_user_and_nobody_is_told"),
  KEEPS_THE_OLD_PASSWORD(
      "changed_password_logs_in_and_the_old_one_does_not",
      "code_resets_once",
      "code_resets_the_password"),
  RESET_LEAVES_SESSIONS("reset_ends_all_sessions"),
  ASKS_FOR_NO_PASSWORD("wrong_current_password_changes_nothing", "wrong_password_deletes_nothing"),
  VERIFIES_THE_SAME_ADDRESS_AGAIN("same_address_needs_no_code"),
  CHANGES_ADDRESSES_AT_ONCE("address_changes_when_its_code_is_given"),
  DELETES_NOBODY("deleted_user_is_gone_and_the_name_is_free"),
  DELETION_LEAVES_SESSIONS("deleted_user_is_gone_and_the_name_is_free"),
  SUBJECTS_COME_BACK("deleted_user_is_gone_and_the_name_is_free"),
  UNCONFIRMED_USERS_LOG_IN(
      "user_confirms_with_the_code_and_logs_in", "wrong_code_confirms_nothing"),
  CONFIRMS_NOTHING(
      "no_code_is_resent_where_nobody_waits_for_one", "user_confirms_with_the_code_and_logs_in"),
  CONFIRMED_ADDRESS_STAYS_UNVERIFIED("user_confirms_with_the_code_and_logs_in"),
  RESENDS_TO_NOBODY_WHO_WAITS(
      "no_code_is_resent_where_nobody_waits_for_one", "resent_code_confirms"),
  NEVER_ASKS_FOR_THE_APP(
      "app_in_force_stays_until_the_next_is_confirmed",
      "code_of_the_app_logs_in",
      "code_works_once",
      "confirmed_app_is_asked_for_at_the_next_login",
      "unknown_session_and_wrong_code_look_the_same",
      "wrong_code_does_not_log_in"),
  PUTS_APPS_IN_FORCE_AT_ONCE(
      "access_token_of_an_ended_session_tells_and_changes_nothing",
      "app_in_force_stays_until_the_next_is_confirmed",
      "confirmed_app_is_asked_for_at_the_next_login",
      "status_tells_whether_an_app_is_in_force",
      "wrong_code_puts_no_app_in_force"),
  CONFIRMS_APPS_NEVER_BEGUN("without_a_beginning_no_code_is_right"),
  CONFIRMS_APPS_WITH_ANY_CODE("wrong_code_puts_no_app_in_force"),
  TAKES_ANY_APP_CODE(
      "app_in_force_stays_until_the_next_is_confirmed",
      "unknown_session_and_wrong_code_look_the_same",
      "wrong_code_does_not_log_in"),
  REFUSES_APP_CODES(
      "app_in_force_stays_until_the_next_is_confirmed",
      "code_of_the_app_logs_in",
      "code_works_once",
      "unknown_session_and_wrong_code_look_the_same"),
  APP_CODES_WORK_AGAIN("code_works_once"),
  CHALLENGES_STAY("unknown_session_and_wrong_code_look_the_same"),
  TELLS_OF_UNKNOWN_CHALLENGES("unknown_session_and_wrong_code_look_the_same"),
  TELLS_OF_NO_APP("status_tells_whether_an_app_is_in_force"),
  REMOVES_NO_APP("removed_app_is_asked_for_no_more", "status_tells_whether_an_app_is_in_force");

  private final Set<String> brokenTests;

  AccountFault(String... brokenTests) {
    this.brokenTests = Set.of(brokenTests);
  }

  /** The names of the tests that fail, of all the contracts. */
  Set<String> brokenTests() {
    return brokenTests;
  }
}
