package dev.gatehouse.adapter.cognito;

import static dev.gatehouse.adapter.cognito.Fixtures.ALICE;
import static dev.gatehouse.adapter.cognito.Fixtures.ALICES_PASSWORD;
import static dev.gatehouse.adapter.cognito.Fixtures.CLIENT_ID;
import static dev.gatehouse.adapter.cognito.Fixtures.CONFIRMED;
import static dev.gatehouse.adapter.cognito.Fixtures.LOGGED_IN;
import static dev.gatehouse.adapter.cognito.Fixtures.NAME_EXISTS;
import static dev.gatehouse.adapter.cognito.Fixtures.POOL_ID;
import static dev.gatehouse.adapter.cognito.Fixtures.SIGNED_UP;
import static dev.gatehouse.adapter.cognito.Fixtures.storedUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.adapter.cognito.CognitoStub.Answer;
import dev.gatehouse.adapter.cognito.CognitoStub.Request;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.NewUser;
import dev.gatehouse.domain.account.RegistrationOutcome;
import dev.gatehouse.domain.account.RegistrationOutcome.Registered;
import dev.gatehouse.domain.account.RegistrationOutcome.UsernameTaken;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RegistrationTest {
  private static final Answer ALREADY_CONFIRMED =
      CognitoStub.error(
          "NotAuthorizedException", "User cannot be confirmed. Current status is CONFIRMED");

  private static final Registered REGISTERED = new Registered(new Subject(Fixtures.SUBJECT));

  private final CognitoStub stub = new CognitoStub();
  private final CognitoIdentityProvider provider = Fixtures.provider(stub);

  @AfterEach
  void close() {
    provider.close();
    stub.close();
  }

  @Test
  void user_is_signed_up_and_confirmed() {
    stub.on("SignUp", SIGNED_UP).on("AdminConfirmSignUp", CONFIRMED);

    assertThat(provider.registrations().register(ALICE)).isEqualTo(REGISTERED);

    assertThat(stub.operations()).containsExactly("SignUp", "AdminConfirmSignUp");
    Request signUp = stub.requests().get(0);
    assertThat(signUp.body().toString())
        .isEqualTo(
            """
            {"ClientId":"%s","Username":"Alice","Password":"Correct1horse",\
            "UserAttributes":[{"Name":"email","Value":"alice@example.com"}]}\
            """
                .formatted(CLIENT_ID));
    assertThat(signUp.signed()).isFalse();
    Request confirmation = stub.requests().get(1);
    assertThat(confirmation.body().toString())
        .isEqualTo(
            """
            {"UserPoolId":"%s","Username":"Alice"}\
            """
                .formatted(POOL_ID));
    assertThat(confirmation.signed()).isTrue();
  }

  @Test
  void sign_up_through_a_client_with_a_secret_carries_its_hash() {
    stub.on("SignUp", SIGNED_UP).on("AdminConfirmSignUp", CONFIRMED);
    ClientSecret secret = new ClientSecret("client-secret");

    try (var withSecret = Fixtures.provider(stub, secret)) {
      assertThat(withSecret.registrations().register(ALICE)).isEqualTo(REGISTERED);
    }

    assertThat(stub.requests().getFirst().body().path("SecretHash").asText())
        .isEqualTo(secret.hash("Alice", CLIENT_ID));
  }

  @Test
  void user_that_a_trigger_has_confirmed_is_not_confirmed_again() {
    stub.on("SignUp", CognitoStub.json("{\"UserConfirmed\": true, \"UserSub\": \"sub\"}"));

    assertThat(provider.registrations().register(ALICE))
        .isEqualTo(new Registered(new Subject("sub")));

    assertThat(stub.operations()).containsExactly("SignUp");
  }

  @Test
  void user_that_someone_else_confirms_in_between_is_registered() {
    stub.on("SignUp", SIGNED_UP).on("AdminConfirmSignUp", ALREADY_CONFIRMED);

    assertThat(provider.registrations().register(ALICE)).isEqualTo(REGISTERED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"LimitExceededException", "CodeDeliveryFailureException"})
  void code_that_could_not_be_sent_does_not_stop_the_confirmation(String error) {
    stub.on("SignUp", CognitoStub.error(error, "no code was sent"))
        .on("AdminConfirmSignUp", CONFIRMED);

    assertThat(provider.registrations().register(ALICE)).isEqualTo(new Registered(null));

    assertThat(stub.operations()).containsExactly("SignUp", "AdminConfirmSignUp");
  }

  @Test
  void registration_that_stopped_half_way_is_completed_when_sent_again() {
    stub.on("SignUp", NAME_EXISTS)
        .on("AdminGetUser", storedUser("UNCONFIRMED", "alice@example.com"))
        .on("AdminConfirmSignUp", CONFIRMED)
        .on("AdminInitiateAuth", LOGGED_IN);

    assertThat(provider.registrations().register(ALICE)).isEqualTo(REGISTERED);

    assertThat(stub.operations())
        .containsExactly("SignUp", "AdminGetUser", "AdminConfirmSignUp", "AdminInitiateAuth");
    Request lookUp = stub.requests().get(1);
    assertThat(lookUp.body().toString())
        .isEqualTo(
            """
            {"UserPoolId":"%s","Username":"Alice"}\
            """
                .formatted(POOL_ID));
    assertThat(lookUp.signed()).isTrue();
    assertThat(stub.requests().get(3).password()).isEqualTo("Correct1horse");
  }

  @Test
  void half_way_registration_with_another_password_is_a_taken_name() {
    stub.on("SignUp", NAME_EXISTS)
        .on("AdminGetUser", storedUser("UNCONFIRMED", "alice@example.com"))
        .on("AdminConfirmSignUp", CONFIRMED)
        .on("AdminInitiateAuth", Fixtures.checkingPassword(ALICES_PASSWORD));
    NewUser guesser = new NewUser(ALICE.username(), new NewPassword("Wrong1guess"), ALICE.email());

    assertThat(provider.registrations().register(guesser)).isEqualTo(new UsernameTaken());
  }

  @Test
  void half_way_registration_of_another_address_is_a_taken_name_and_left_alone() {
    stub.on("SignUp", NAME_EXISTS).on("AdminGetUser", storedUser("UNCONFIRMED", "bob@example.com"));

    assertThat(provider.registrations().register(ALICE)).isEqualTo(new UsernameTaken());

    assertThat(stub.operations()).containsExactly("SignUp", "AdminGetUser");
  }

  @Test
  void half_way_registration_without_an_address_is_a_taken_name_and_left_alone() {
    stub.on("SignUp", NAME_EXISTS)
        .on("AdminGetUser", CognitoStub.json("{\"UserStatus\": \"UNCONFIRMED\"}"));

    assertThat(provider.registrations().register(ALICE)).isEqualTo(new UsernameTaken());

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
  void addresses_are_the_same_when_they_differ_in_the_case_of_ascii_letters_alone(
      String given, String stored, boolean same) {
    assertThat(new UserLookup.StoredUser(false, stored, null).hasAddress(new EmailAddress(given)))
        .isEqualTo(same);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CONFIRMED",
        "FORCE_CHANGE_PASSWORD",
        "RESET_REQUIRED",
        "EXTERNAL_PROVIDER",
        "ARCHIVED",
        "COMPROMISED",
        "UNKNOWN",
        "A_STATUS_TO_COME"
      })
  void user_who_is_not_unconfirmed_is_never_touched(String status) {
    stub.on("SignUp", NAME_EXISTS).on("AdminGetUser", storedUser(status, "alice@example.com"));

    assertThat(provider.registrations().register(ALICE)).isEqualTo(new UsernameTaken());

    assertThat(stub.operations()).containsExactly("SignUp", "AdminGetUser");
  }

  @Test
  void name_whose_user_has_gone_when_looked_up_counts_as_taken() {
    stub.on("SignUp", NAME_EXISTS)
        .on("AdminGetUser", CognitoStub.error("UserNotFoundException", "User does not exist."));

    assertThat(provider.registrations().register(ALICE)).isEqualTo(new UsernameTaken());
  }

  @Test
  void further_step_after_the_right_password_completes_the_registration() {
    stub.on("SignUp", NAME_EXISTS)
        .on("AdminGetUser", storedUser("UNCONFIRMED", "alice@example.com"))
        .on("AdminConfirmSignUp", CONFIRMED)
        .on(
            "AdminInitiateAuth",
            CognitoStub.json("{\"ChallengeName\": \"MFA_SETUP\", \"Session\": \"session\"}"));

    assertThat(provider.registrations().register(ALICE)).isEqualTo(REGISTERED);
  }

  @ParameterizedTest
  @CsvSource({
    "NotAuthorizedException, User is disabled.",
    "NotAuthorizedException, Password attempts exceeded",
    "PasswordResetRequiredException, Password reset required for the user",
    "UserNotFoundException, User does not exist."
  })
  void half_way_registration_whose_password_can_not_be_shown_is_a_taken_name(
      String error, String message) {
    stub.on("SignUp", NAME_EXISTS)
        .on("AdminGetUser", storedUser("UNCONFIRMED", "alice@example.com"))
        .on("AdminConfirmSignUp", CONFIRMED)
        .on("AdminInitiateAuth", CognitoStub.error(error, message));

    assertThat(provider.registrations().register(ALICE)).isEqualTo(new UsernameTaken());
  }

  @Test
  void pool_that_forgets_the_confirmation_is_in_trouble() {
    stub.on("SignUp", NAME_EXISTS)
        .on("AdminGetUser", storedUser("UNCONFIRMED", "alice@example.com"))
        .on("AdminConfirmSignUp", CONFIRMED)
        .on(
            "AdminInitiateAuth",
            CognitoStub.error("UserNotConfirmedException", "User is not confirmed."));

    assertThatExceptionOfType(IdentityProviderUnavailableException.class)
        .isThrownBy(() -> provider.registrations().register(ALICE));
  }

  @Test
  void same_registration_sent_twice_at_once_is_completed_for_both() throws Exception {
    List<RegistrationOutcome> outcomes = race(ALICE, ALICE);

    assertThat(outcomes).containsExactly(REGISTERED, REGISTERED);
  }

  @Test
  void of_two_that_race_to_complete_a_registration_the_right_password_wins() throws Exception {
    NewUser guesser = new NewUser(ALICE.username(), new NewPassword("Wrong1guess"), ALICE.email());

    List<RegistrationOutcome> outcomes = race(ALICE, guesser);

    assertThat(outcomes).containsExactly(REGISTERED, new UsernameTaken());
  }

  /** Both registrations find the same interrupted registration before one of them confirms it. */
  private List<RegistrationOutcome> race(NewUser one, NewUser other) throws Exception {
    CyclicBarrier bothHaveSeen = new CyclicBarrier(2);
    Answer unconfirmed = storedUser("UNCONFIRMED", "alice@example.com");
    stub.on("SignUp", NAME_EXISTS)
        .on(
            "AdminGetUser",
            (request, exchange) -> {
              try {
                bothHaveSeen.await();
              } catch (BrokenBarrierException e) {
                throw new IllegalStateException(e);
              }
              unconfirmed.give(request, exchange);
            })
        .on("AdminConfirmSignUp", CONFIRMED, ALREADY_CONFIRMED)
        .on("AdminInitiateAuth", Fixtures.checkingPassword(ALICES_PASSWORD));
    Callable<RegistrationOutcome> first = () -> provider.registrations().register(one);
    Callable<RegistrationOutcome> second = () -> provider.registrations().register(other);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var firstOutcome = threads.submit(first);
      var secondOutcome = threads.submit(second);
      return List.of(firstOutcome.get(), secondOutcome.get());
    }
  }
}
