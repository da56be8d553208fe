package dev.gatehouse.adapter.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.cognito.CognitoStub.Answer;
import dev.gatehouse.adapter.cognito.call.CallLimits;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Ticker;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.NewUser;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import dev.gatehouse.domain.account.RegistrationOutcome;
import dev.gatehouse.domain.account.RegistrationOutcome.Registered;
import dev.gatehouse.domain.account.RegistrationOutcome.UsernameTaken;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationTest extends ProviderTest {
  private static final Answer ALREADY_CONFIRMED =
      CognitoStub.error(
          "NotAuthorizedException", "User cannot be confirmed. Current status is CONFIRMED");

  /** Knows Alice's name and address, and not her password. */
  private static final NewUser GUESSER =
      new NewUser(ALICE.username(), new NewPassword("Wrong1guess"), ALICE.email());

  @Test
  void code_is_not_requested_beyond_the_limit_of_the_mailbox() {
    TooManyAttempts refused = new TooManyAttempts(Duration.ofMinutes(6));
    var limited =
        open(
            new CognitoIdentityProvider(
                Fixtures.settings(stub.endpoint(), null, RegistrationConfirmation.CODE),
                Fixtures.CREDENTIALS,
                CallLimits.STANDARD,
                (_, _, _) -> {},
                _ -> refused,
                Ticker.SYSTEM));

    assertThat(limited.registrations().register(CALLER, ALICE)).isEqualTo(refused);
    assertThat(stub.requests()).isEmpty();
  }

  @Test
  void user_is_signed_up_and_confirmed() {
    script("SignUp");

    assertThat(register()).isEqualTo(REGISTERED);

    assertAsked(
        """
        SignUp {"ClientId": "$client", "Username": "Alice", "Password": "Correct1horse", "UserAttributes": [{"Name": "email", "Value": "alice@example.com"}]}
        AdminConfirmSignUp {"UserPoolId": "$pool", "Username": "Alice"}
        """);
  }

  @Test
  void sign_up_with_client_secret_sends_the_secret_hash() {
    script("SignUp");

    assertThat(open(SECRET).registrations().register(CALLER, ALICE)).isEqualTo(REGISTERED);

    assertThat(stub.requests().getFirst().body().path("SecretHash").asText()).isEqualTo(HASH);
  }

  @Test
  void user_confirmed_by_a_trigger_is_not_confirmed_again() {
    stub.on("SignUp", CognitoStub.json("{\"UserConfirmed\": true, \"UserSub\": \"sub\"}"));

    assertThat(register()).isEqualTo(new Registered(new Subject("sub")));

    assertThat(stub.operations()).containsExactly("SignUp");
  }

  @Test
  void registration_succeeds_if_user_is_already_confirmed() {
    stub.on("SignUp", SIGNED_UP).on("AdminConfirmSignUp", ALREADY_CONFIRMED);

    assertThat(register()).isEqualTo(REGISTERED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"LimitExceededException", "CodeDeliveryFailureException"})
  void failed_code_delivery_does_not_stop_the_confirmation(String error) {
    stub.on("SignUp", CognitoStub.error(error, "no code was sent")).on("AdminConfirmSignUp", EMPTY);

    assertThat(register()).isEqualTo(new Registered(null));

    assertThat(stub.operations()).containsExactly("SignUp", "AdminConfirmSignUp");
  }

  @Test
  void repeated_request_completes_an_unfinished_registration() {
    nameInUse(UNCONFIRMED).on("AdminInitiateAuth", CHECKING_PASSWORD);

    assertThat(register()).isEqualTo(REGISTERED);

    assertAsked(
        """
        SignUp {"ClientId": "$client", "Username": "Alice", "Password": "Correct1horse", "UserAttributes": [{"Name": "email", "Value": "alice@example.com"}]}
        AdminGetUser {"UserPoolId": "$pool", "Username": "Alice"}
        AdminConfirmSignUp {"UserPoolId": "$pool", "Username": "Alice"}
        """
            + ALICES_LOGIN.replace("/login", "/users"));
  }

  @Test
  void unfinished_registration_with_other_password_returns_username_taken() {
    nameInUse(UNCONFIRMED).on("AdminInitiateAuth", CHECKING_PASSWORD);

    assertThat(provider.registrations().register(CALLER, GUESSER)).isEqualTo(new UsernameTaken());
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          UNCONFIRMED, bob@example.com
          CONFIRMED, alice@example.com
          FORCE_CHANGE_PASSWORD, alice@example.com
          RESET_REQUIRED, alice@example.com
          EXTERNAL_PROVIDER, alice@example.com
          ARCHIVED, alice@example.com
          COMPROMISED, alice@example.com
          UNKNOWN, alice@example.com
          A_STATUS_TO_COME, alice@example.com
          """)
  void user_with_other_address_or_status_stays_unchanged(String status, String address) {
    nameInUse(storedUser(status, address));

    assertThat(register()).isEqualTo(new UsernameTaken());

    assertThat(stub.operations()).containsExactly("SignUp", "AdminGetUser");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"UserStatus\": \"UNCONFIRMED\"}", "UserNotFoundException User does not exist."})
  void user_without_address_or_deleted_user_returns_username_taken(String answer) {
    nameInUse(EMPTY).answers("AdminGetUser " + answer);

    assertThat(register()).isEqualTo(new UsernameTaken());

    assertThat(stub.operations()).containsExactly("SignUp", "AdminGetUser");
  }

  @ParameterizedTest
  @CsvSource({
    "alice@example.com, Alice@EXAMPLE.com, true",
    "alice@example.com, alice@example.co, false",
    "alice@example.com, alice@example.comm, false",
    "a.ice@example.com, alice@example.com, false",
    "\\Qa\\E@example.com, a@example.com, false",
    "élodie@example.com, Élodie@example.com, false",
    "mike@example.com, mi\u212Ae@example.com, false",
  })
  void address_comparison_ignores_only_ascii_case(String given, String stored, boolean same) {
    assertThat(new UserLookup.StoredUser(false, stored, null).hasAddress(new EmailAddress(given)))
        .isEqualTo(same);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NotAuthorizedException User is disabled.",
        "NotAuthorizedException Password attempts exceeded",
        "PasswordResetRequiredException Password reset required for the user",
        "UserNotFoundException User does not exist."
      })
  void unfinished_registration_without_login_returns_username_taken(String answer) {
    nameInUse(UNCONFIRMED).answers("AdminInitiateAuth " + answer);

    assertThat(register()).isEqualTo(new UsernameTaken());
  }

  @Test
  void lost_confirmation_makes_provider_unavailable() {
    nameInUse(UNCONFIRMED)
        .answers("AdminInitiateAuth UserNotConfirmedException User is not confirmed.");

    assertUnavailable(this::register);
  }

  @Test
  void two_identical_simultaneous_registrations_both_succeed() throws Exception {
    assertThat(race(ALICE, ALICE)).containsExactly(REGISTERED, REGISTERED);
  }

  @Test
  void only_the_correct_password_completes_simultaneous_registrations() throws Exception {
    assertThat(race(ALICE, GUESSER)).containsExactly(REGISTERED, new UsernameTaken());
  }

  /** Both registrations find the same interrupted registration before one of them confirms it. */
  private List<RegistrationOutcome> race(NewUser one, NewUser other) throws Exception {
    CyclicBarrier bothHaveSeen = new CyclicBarrier(2);
    nameInUse(
            (request, exchange) -> {
              try {
                bothHaveSeen.await();
              } catch (BrokenBarrierException e) {
                throw new IllegalStateException(e);
              }
              UNCONFIRMED.give(request, exchange);
            })
        .on("AdminConfirmSignUp", EMPTY, ALREADY_CONFIRMED)
        .on("AdminInitiateAuth", CHECKING_PASSWORD);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(() -> provider.registrations().register(CALLER, one));
      var second = threads.submit(() -> provider.registrations().register(CALLER, other));
      return List.of(first.get(), second.get());
    }
  }
}
