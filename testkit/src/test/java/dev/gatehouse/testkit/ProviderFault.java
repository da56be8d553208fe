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
      "changed_password_logs_in_and_the_old_one_does_not",
      "code_resets_the_password",
      "one_of_many_simultaneous_registrations_of_a_name_succeeds",
      "password_that_differs_slightly_is_refused",
      "taken_name_is_refused_and_its_owner_untouched",
      "unknown_user_and_wrong_password_look_the_same",
      "wrong_code_resets_nothing",
      "wrong_current_password_changes_nothing",
      "wrong_password_deletes_nothing"),
  COMPARES_72_BYTES_OF_PASSWORDS("password_that_differs_slightly_is_refused"),
  COMPARES_PASSWORDS_WITHOUT_CASE("password_that_differs_slightly_is_refused"),
  COMPARES_PASSWORDS_AS_ASCII("password_that_differs_slightly_is_refused"),
  REVEALS_UNKNOWN_USERS(
      "deleted_user_is_gone_and_the_name_is_free", "unknown_user_and_wrong_password_look_the_same"),
  LEAVES_USERS_UNCONFIRMED(
      "each_login_gets_tokens_of_its_own",
      "name_is_kept_as_first_written",
      "names_and_passwords_of_any_script_work",
      "names_that_differ_in_case_alone_are_one_name",
      "one_of_many_simultaneous_registrations_of_a_name_succeeds",
      "password_that_differs_slightly_is_refused",
      "registered_user_logs_in_with_the_password",
      "subject_is_stable_and_differs_between_users",
      "taken_name_is_refused_and_its_owner_untouched",
      "tokens_verify_and_say_who_the_user_is"),
  OVERWRITES_THE_OWNER_OF_A_TAKEN_NAME(
      "names_that_differ_in_case_alone_are_one_name",
      "one_of_many_simultaneous_registrations_of_a_name_succeeds",
      "taken_name_is_refused_and_its_owner_untouched"),
  OVERWRITES_THE_OWNER_OF_A_TAKEN_NAME_SILENTLY(
      "one_of_many_simultaneous_registrations_of_a_name_succeeds",
      "taken_name_is_refused_and_its_owner_untouched"),
  CHANGES_THE_ADDRESS_OF_A_TAKEN_NAME("taken_name_is_refused_and_its_owner_untouched"),
  LOOKS_BEFORE_IT_ADDS("one_of_many_simultaneous_registrations_of_a_name_succeeds"),
  COMPARES_NAMES_WITH_CASE("names_that_differ_in_case_alone_are_one_name"),
  FOLDS_THE_CASE_OF_ASCII_ALONE("names_that_differ_in_case_alone_are_one_name"),
  KEEPS_NAMES_FOLDED("name_is_kept_as_first_written"),
  KEEPS_NAMES_IN_ASCII("names_and_passwords_of_any_script_work"),
  TELLS_ANOTHER_SUBJECT_AT_REGISTRATIONS("registered_user_logs_in_with_the_password"),
  ISSUES_TOKENS_THAT_DO_NOT_VERIFY(
      "name_is_kept_as_first_written",
      "names_and_passwords_of_any_script_work",
      "registered_user_logs_in_with_the_password",
      "subject_is_stable_and_differs_between_users",
      "taken_name_is_refused_and_its_owner_untouched",
      "tokens_verify_and_say_who_the_user_is"),
  GIVES_THE_ID_TOKEN_FOR_AN_ACCESS_TOKEN("tokens_verify_and_say_who_the_user_is"),
  GIVES_TOKENS_THAT_HAVE_EXPIRED(
      "refreshed_tokens_verify_and_continue_the_login",
      "registered_user_logs_in_with_the_password"),
  GIVES_THE_SAME_TOKENS_AGAIN(
      "access_token_of_an_ended_session_ends_nothing",
      "address_changes_when_its_code_is_given",
      "all_sessions_of_the_user_end_and_no_other",
      "each_login_gets_tokens_of_its_own",
      "ended_session_is_over_and_others_go_on",
      "newest_code_verifies",
      "reset_ends_all_sessions",
      "sessions_that_a_logout_everywhere_ends_are_told",
      "listed_session_ends_and_others_go_on",
      "sessions_of_the_user_are_listed_and_no_other",
      "access_token_of_an_ended_session_lists_nothing"),
  CHANGES_THE_SUBJECT_AT_EACH_LOGIN(
      "code_resets_the_password",
      "registered_user_logs_in_with_the_password",
      "subject_is_stable_and_differs_between_users",
      "taken_name_is_refused_and_its_owner_untouched",
      "tokens_verify_and_say_who_the_user_is"),
  GIVES_ALL_USERS_ONE_SUBJECT(
      "code_resets_the_password",
      "deleted_user_is_gone_and_the_name_is_free",
      "registered_user_logs_in_with_the_password",
      "subject_is_stable_and_differs_between_users",
      "tokens_verify_and_say_who_the_user_is"),
  NAMES_ANOTHER_SUBJECT_IN_ACCESS_TOKENS(
      "code_resets_the_password",
      "refreshed_tokens_verify_and_continue_the_login",
      "registered_user_logs_in_with_the_password",
      "tokens_verify_and_say_who_the_user_is"),
  NAMES_ANOTHER_ADDRESS(
      "address_changes_when_its_code_is_given",
      "confirmed_address_is_verified",
      "newest_code_verifies",
      "tokens_verify_and_say_who_the_user_is",
      "wrong_code_verifies_nothing"),
  TAKES_ADDRESSES_FOR_VERIFIED(
      "address_changes_when_its_code_is_given",
      "tokens_verify_and_say_who_the_user_is",
      "wrong_code_verifies_nothing"),
  PUTS_THE_ADDRESS_INTO_ACCESS_TOKENS("tokens_verify_and_say_who_the_user_is"),
  PUTS_NEW_USERS_INTO_A_GROUP("tokens_verify_and_say_who_the_user_is"),
  ENDS_NO_SESSION(
      "access_token_of_an_ended_session_changes_nothing",
      "access_token_of_an_ended_session_does_nothing",
      "access_token_of_an_ended_session_ends_nothing",
      "access_token_of_an_ended_session_tells_and_changes_nothing",
      "ended_session_is_over_and_others_go_on",
      "ending_what_is_no_session_is_no_error",
      "access_token_of_an_ended_session_lists_nothing",
      "sessions_of_the_user_are_listed_and_no_other"),
  END_OF_ONE_SESSION_ENDS_ALL(
      "access_token_of_an_ended_session_ends_nothing",
      "ended_session_is_over_and_others_go_on",
      "access_token_of_an_ended_session_lists_nothing",
      "sessions_of_the_user_are_listed_and_no_other"),
  END_OF_NO_SESSION_FAILS("ending_what_is_no_session_is_no_error"),
  TELLS_ANOTHER_SESSION("ended_session_is_over_and_others_go_on"),
  TAKES_ANY_REFRESH_TOKEN(
      "all_sessions_of_the_user_end_and_no_other",
      "ended_session_is_over_and_others_go_on",
      "token_that_was_never_issued_buys_nothing",
      "listed_session_ends_and_others_go_on"),
  REFRESHES_ONCE("session_is_refreshed_again_and_again"),
  REFRESHES_SOMEBODY_ELSE("refreshed_tokens_verify_and_continue_the_login"),
  REFRESHED_TOKENS_LOSE_THEIR_SESSION("refreshed_tokens_belong_to_the_same_session"),
  END_OF_ALL_SPARES_THE_CALLER(
      "all_sessions_of_the_user_end_and_no_other",
      "sessions_that_a_logout_everywhere_ends_are_told"),
  END_OF_ALL_ENDS_EVERYBODYS("all_sessions_of_the_user_end_and_no_other"),
  ACCESS_OUTLIVES_ITS_SESSION(
      "access_token_of_an_ended_session_changes_nothing",
      "access_token_of_an_ended_session_does_nothing",
      "access_token_of_an_ended_session_ends_nothing",
      "access_token_of_an_ended_session_tells_and_changes_nothing",
      "access_token_of_an_ended_session_lists_nothing"),
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
      "confirmed_address_is_verified",
      "no_code_is_resent_where_nobody_waits_for_one",
      "user_confirms_with_the_code_and_logs_in"),
  CONFIRMED_ADDRESS_STAYS_UNVERIFIED("confirmed_address_is_verified"),
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
  REMOVES_NO_APP("removed_app_is_asked_for_no_more", "status_tells_whether_an_app_is_in_force"),
  TELLS_ANOTHER_SUBJECT_AT_LOGINS("tokens_verify_and_say_who_the_user_is"),
  TELLS_ANOTHER_SUBJECT_AT_REFRESHES("refreshed_tokens_verify_and_continue_the_login"),
  LISTS_EVERYBODYS_SESSIONS("sessions_of_the_user_are_listed_and_no_other"),
  LISTS_ENDED_SESSIONS("sessions_of_the_user_are_listed_and_no_other"),
  ENDS_ANYBODYS_SESSION("session_of_another_user_does_not_end"),
  ENDS_NO_LISTED_SESSION("listed_session_ends_and_others_go_on"),
  LISTS_NO_ENDED_SESSION(
      "deleted_user_is_gone_and_the_name_is_free",
      "reset_ends_all_sessions",
      "sessions_that_a_logout_everywhere_ends_are_told");

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
