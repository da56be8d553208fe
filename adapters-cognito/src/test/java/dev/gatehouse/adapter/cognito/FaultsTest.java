package dev.gatehouse.adapter.cognito;

import static dev.gatehouse.adapter.cognito.Fixtures.ALICE;
import static dev.gatehouse.adapter.cognito.Fixtures.ALICES_ACCESS;
import static dev.gatehouse.adapter.cognito.Fixtures.ALICES_PASSWORD;
import static dev.gatehouse.adapter.cognito.Fixtures.ALICES_TOKENS;
import static dev.gatehouse.adapter.cognito.Fixtures.CODE;
import static dev.gatehouse.adapter.cognito.Fixtures.CONFIRMED;
import static dev.gatehouse.adapter.cognito.Fixtures.CREDENTIALS;
import static dev.gatehouse.adapter.cognito.Fixtures.HASTY;
import static dev.gatehouse.adapter.cognito.Fixtures.LOGGED_IN;
import static dev.gatehouse.adapter.cognito.Fixtures.NAME_EXISTS;
import static dev.gatehouse.adapter.cognito.Fixtures.PATIENT;
import static dev.gatehouse.adapter.cognito.Fixtures.SIGNED_UP;
import static dev.gatehouse.adapter.cognito.Fixtures.storedUser;
import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.adapter.cognito.CognitoStub.Answer;
import dev.gatehouse.domain.ChallengeAnswer.CodeGiven;
import dev.gatehouse.domain.ChallengeName;
import dev.gatehouse.domain.ChallengeOutcome;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.IdentityProviderUnavailableException.Reason;
import dev.gatehouse.domain.LoginOutcome;
import dev.gatehouse.domain.RegistrationOutcome.Registered;
import dev.gatehouse.domain.TotpEnrolmentOutcome.Begun;
import dev.gatehouse.domain.TotpRemovalOutcome.Removed;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;

/** A service that fails costs an answer, never a hanging request; what may be repeated is. */
@Timeout(60)
class FaultsTest {
  private static final Answer THROTTLED =
      CognitoStub.error("TooManyRequestsException", "Rate exceeded");
  private static final Answer FAILING =
      CognitoStub.error(500, "InternalErrorException", "Something went wrong");

  private final CognitoStub stub = new CognitoStub();
  private final CognitoIdentityProvider provider = Fixtures.provider(stub);
  private final CognitoIdentityProvider hasty = Fixtures.provider(stub, HASTY);

  @AfterEach
  void close() {
    provider.close();
    hasty.close();
    stub.close();
  }

  @Test
  void stalling_service_is_given_up() {
    stub.on("AdminInitiateAuth", stub.stall()).on("SignUp", stub.stall());

    assertUnavailable(() -> logIn(hasty));
    assertUnavailable(() -> hasty.register(ALICE));
  }

  @Test
  void dripping_service_is_given_up() {
    stub.on("AdminInitiateAuth", stub.drip()).on("SignUp", stub.drip());

    assertUnavailable(() -> logIn(hasty));
    assertUnavailable(() -> hasty.register(ALICE));
  }

  @Test
  void attempt_is_given_up_however_long_the_operation_may_take() {
    stub.on("AdminInitiateAuth", stub.drip());
    Limits limits = limits(Duration.ofMillis(200), Duration.ofHours(1), 3);

    try (var provider = Fixtures.provider(stub, limits)) {
      assertUnavailable(() -> logIn(provider));
    }
  }

  @Test
  void operation_is_given_up_however_long_an_attempt_may_take() {
    stub.on("AdminInitiateAuth", stub.drip());
    Limits limits = limits(Duration.ofHours(1), Duration.ofMillis(200), 3);

    try (var provider = Fixtures.provider(stub, limits)) {
      assertUnavailable(() -> logIn(provider));
    }
  }

  private static Limits limits(Duration attempt, Duration operation, int attempts) {
    return new Limits(
        PATIENT.callsInFlight(),
        PATIENT.connect(),
        attempt,
        operation,
        attempts,
        PATIENT.backoff());
  }

  @Test
  void virtual_thread_is_given_up_like_any_other() throws Exception {
    stub.on("AdminInitiateAuth", stub.stall(), stub.drip());

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.submit(() -> assertUnavailable(() -> logIn(hasty))).get();
      threads.submit(() -> assertUnavailable(() -> logIn(hasty))).get();
    }
  }

  @Test
  void service_that_stalls_after_the_sign_up_leaves_what_the_next_attempt_completes() {
    stub.on("SignUp", SIGNED_UP, NAME_EXISTS)
        .on("AdminGetUser", storedUser("UNCONFIRMED", "alice@example.com"))
        .on("AdminInitiateAuth", LOGGED_IN)
        .on("AdminConfirmSignUp", stub.stall());
    assertUnavailable(() -> hasty.register(ALICE));

    stub.on("AdminConfirmSignUp", CONFIRMED);

    assertThat(provider.register(ALICE)).isInstanceOf(Registered.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "42",
        "<html>It works!</html>",
        "{\"UserConfirmed\": ",
        "\u0000"
      })
  void garbage_is_trouble(String body) {
    stub.on("AdminInitiateAuth", CognitoStub.json(body)).on("SignUp", CognitoStub.json(body));

    assertUnavailable(() -> logIn(provider));
    assertUnavailable(() -> provider.register(ALICE));
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 400, 404, 500, 502, 503, 504})
  void error_page_of_something_in_between_is_trouble(int status) {
    Answer page = CognitoStub.status(status, "<html>Sorry</html>");
    stub.on("AdminInitiateAuth", page).on("SignUp", page);

    assertUnavailable(() -> logIn(provider));
    assertUnavailable(() -> provider.register(ALICE));
  }

  @Test
  void connection_that_ends_without_an_answer_is_trouble() {
    stub.on("AdminInitiateAuth", CognitoStub.hangUp()).on("SignUp", CognitoStub.hangUp());

    assertUnavailable(() -> logIn(provider));
    assertUnavailable(() -> provider.register(ALICE));
  }

  @Test
  void answer_that_is_cut_short_is_trouble() {
    stub.on("AdminInitiateAuth", CognitoStub.cutShort("{\"AuthenticationResult\": {"))
        .on("SignUp", CognitoStub.cutShort("{\"UserConfirmed\": false"));

    assertUnavailable(() -> logIn(provider));
    assertUnavailable(() -> provider.register(ALICE));
  }

  @Test
  void connection_that_is_reset_is_trouble() throws Exception {
    try (ServerSocket resetting = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var unlucky = providerAt(resetting.getLocalPort())) {
      Future<?> server =
          threads.submit(
              () -> {
                try (Socket connection = resetting.accept()) {
                  connection.setSoLinger(true, 0);
                  return connection.getInputStream().read();
                }
              });

      assertUnavailable(() -> logIn(unlucky));

      server.get();
    }
  }

  @Test
  void service_that_refuses_connections_is_trouble() throws Exception {
    int port;
    try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = nobody.getLocalPort();
    }

    try (var unlucky = providerAt(port)) {
      // Nobody can count these attempts but the SDK.
      assertThat(assertUnavailable(() -> logIn(unlucky))).hasMessageContaining("Attempt Count: 3");
      assertUnavailable(() -> unlucky.register(ALICE));
    }
  }

  private static CognitoIdentityProvider providerAt(int port) {
    URI endpoint = URI.create("http://127.0.0.1:" + port);
    return new CognitoIdentityProvider(Fixtures.settings(endpoint, null), CREDENTIALS, PATIENT);
  }

  @Test
  void missing_credentials_are_the_operators_matter() {
    var nowhere =
        AwsCredentialsProviderChain.builder()
            .addCredentialsProvider(SystemPropertyCredentialsProvider.create())
            .build();

    try (LogCapture log = new LogCapture(Level.ALL, CognitoErrors.class.getName());
        var unlucky =
            new CognitoIdentityProvider(
                Fixtures.settings(stub.endpoint(), null), nowhere, PATIENT)) {
      assertUnavailable(() -> logIn(unlucky));

      assertThat(log.records())
          .singleElement()
          .satisfies(entry -> assertThat(entry.getLevel()).isEqualTo(Level.SEVERE));
    }
    assertThat(stub.requests()).isEmpty();
  }

  @Test
  void making_a_provider_contacts_nothing() {
    String endpointOfInstanceMetadata = "aws.ec2MetadataServiceEndpoint";
    System.setProperty(endpointOfInstanceMetadata, stub.endpoint().toString());
    try (var _ = new CognitoIdentityProvider(Fixtures.settings(stub.endpoint(), null))) {
      assertThat(stub.connections()).isZero();
    } finally {
      System.clearProperty(endpointOfInstanceMetadata);
    }
  }

  @Test
  void sign_up_is_never_repeated() {
    for (Answer failure :
        List.of(THROTTLED, FAILING, CognitoStub.hangUp(), CognitoStub.status(503, ""))) {
      stub.on("SignUp", failure, SIGNED_UP);

      assertUnavailable(() -> provider.register(ALICE));
    }

    assertThat(stub.operations()).containsExactly("SignUp", "SignUp", "SignUp", "SignUp");
  }

  @Test
  void sign_up_that_stalls_is_never_repeated() {
    stub.on("SignUp", stub.stall());

    assertUnavailable(() -> hasty.register(ALICE));

    // Not exactly one: a slow machine may give up before the request arrives.
    assertThat(stub.requests()).hasSizeLessThan(2);
  }

  @Test
  void confirmation_is_repeated_until_it_succeeds() {
    stub.on("SignUp", SIGNED_UP).on("AdminConfirmSignUp", THROTTLED, FAILING, CONFIRMED);

    assertThat(provider.register(ALICE)).isInstanceOf(Registered.class);

    assertThat(stub.operations())
        .containsExactly(
            "SignUp", "AdminConfirmSignUp", "AdminConfirmSignUp", "AdminConfirmSignUp");
  }

  @Test
  void look_up_is_repeated_three_times_at_most() {
    stub.on("SignUp", NAME_EXISTS).on("AdminGetUser", FAILING);

    assertUnavailable(() -> provider.register(ALICE));

    assertThat(stub.operations())
        .containsExactly("SignUp", "AdminGetUser", "AdminGetUser", "AdminGetUser");
  }

  @Test
  void operation_is_repeated_as_often_as_the_limits_say() {
    stub.on("SignUp", NAME_EXISTS).on("AdminGetUser", FAILING).on("AdminInitiateAuth", THROTTLED);
    Limits limits = limits(PATIENT.attempt(), PATIENT.operation(), 2);

    try (var provider = Fixtures.provider(stub, limits)) {
      assertUnavailable(() -> provider.register(ALICE));
      assertUnavailable(() -> logIn(provider));
    }

    assertThat(stub.operations())
        .containsExactly(
            "SignUp", "AdminGetUser", "AdminGetUser", "AdminInitiateAuth", "AdminInitiateAuth");
  }

  @Test
  void login_is_repeated_where_the_service_has_not_looked_at_the_password() {
    stub.on("AdminInitiateAuth", THROTTLED, THROTTLED, LOGGED_IN);

    assertThat(logIn(provider)).isEqualTo(ALICES_TOKENS);

    assertThat(stub.requests()).hasSize(3);
  }

  @Test
  void login_is_not_repeated_where_the_service_may_have_looked_at_the_password() {
    for (Answer failure : List.of(FAILING, CognitoStub.hangUp(), CognitoStub.status(503, ""))) {
      stub.on("AdminInitiateAuth", failure, LOGGED_IN);

      assertUnavailable(() -> logIn(provider));
    }

    assertThat(stub.requests()).hasSize(3);
  }

  @Test
  void login_that_stalls_is_not_repeated() {
    stub.on("AdminInitiateAuth", stub.stall());

    assertUnavailable(() -> logIn(hasty));

    assertThat(stub.requests()).hasSizeLessThan(2);
  }

  @Test
  void answer_to_a_challenge_is_never_repeated() {
    List<Answer> failures =
        List.of(THROTTLED, FAILING, CognitoStub.hangUp(), CognitoStub.status(503, ""));
    for (Answer failure : failures) {
      stub.on("AdminRespondToAuthChallenge", failure, LOGGED_IN);

      assertUnavailable(() -> answer(ChallengeName.SOFTWARE_TOKEN_MFA));
    }

    assertThat(stub.operations())
        .isEqualTo(nCopies(failures.size(), "AdminRespondToAuthChallenge"));
  }

  @Test
  void code_of_an_app_is_never_verified_twice() {
    List<Answer> failures =
        List.of(THROTTLED, FAILING, CognitoStub.hangUp(), CognitoStub.status(503, ""));
    for (Answer failure : failures) {
      stub.on("VerifySoftwareToken", failure, Fixtures.verification("session-3"));

      assertUnavailable(() -> answer(ChallengeName.MFA_SETUP));
      stub.on("VerifySoftwareToken", failure, Fixtures.verification("session-3"));
      assertUnavailable(() -> provider.confirmTotp(ALICES_ACCESS, CODE));
    }

    assertThat(stub.operations()).isEqualTo(nCopies(2 * failures.size(), "VerifySoftwareToken"));
  }

  @Test
  void secret_of_an_app_is_asked_for_again_where_the_service_has_not_looked_at_it() {
    Answer secret = Fixtures.association("JBSWY3DPEHPK3PXP", "session-2");
    stub.on("AssociateSoftwareToken", THROTTLED, THROTTLED, secret);

    assertThat(provider.beginTotp(ALICES_ACCESS)).isInstanceOf(Begun.class);
    stub.on("AssociateSoftwareToken", FAILING, secret);
    assertUnavailable(() -> provider.beginTotp(ALICES_ACCESS));

    assertThat(stub.requests()).hasSize(4);
  }

  @Test
  void preference_is_repeated_until_it_succeeds() {
    stub.on("SetUserMFAPreference", THROTTLED, FAILING, CONFIRMED);

    assertThat(provider.removeTotp(ALICES_ACCESS)).isEqualTo(new Removed());

    assertThat(stub.requests()).hasSize(3);
  }

  private ChallengeOutcome answer(ChallengeName challenge) {
    return provider.answer(Fixtures.pending(challenge, "session-1"), new CodeGiven(CODE));
  }

  @Test
  void call_beyond_the_512_in_flight_is_refused_at_once() throws Exception {
    int bound = Limits.STANDARD.callsInFlight();
    CountDownLatch gate = new CountDownLatch(1);
    Semaphore arrived = new Semaphore(0);
    stub.on(
        "AdminInitiateAuth",
        (request, exchange) -> {
          arrived.release();
          CognitoStub.after(gate, LOGGED_IN).give(request, exchange);
        });

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<LoginOutcome>> logins = new ArrayList<>();
      for (int i = 0; i < bound; i++) {
        logins.add(threads.submit(() -> logIn(provider)));
      }
      assertThat(arrived.tryAcquire(bound, 30, TimeUnit.SECONDS)).isTrue();

      var refused =
          catchThrowableOfType(
              IdentityProviderUnavailableException.class, () -> provider.register(ALICE));
      assertThat(refused.reason()).isEqualTo(Reason.OVERLOADED);
      assertThat(refused.retryAfter()).isPositive();

      gate.countDown();
      for (Future<LoginOutcome> login : logins) {
        assertThat(login.get()).isEqualTo(ALICES_TOKENS);
      }
    }
    assertThat(stub.operations()).isEqualTo(nCopies(bound, "AdminInitiateAuth"));
    assertThat(logIn(provider)).isEqualTo(ALICES_TOKENS);
  }

  @Test
  void failed_calls_free_their_place() {
    stub.on("AdminInitiateAuth", CognitoStub.hangUp());

    for (int i = 0; i < 2 * HASTY.callsInFlight(); i++) {
      assertUnavailable(() -> logIn(hasty));
    }
  }

  private static LoginOutcome logIn(CognitoIdentityProvider provider) {
    return provider.logIn(ALICE.username(), ALICES_PASSWORD);
  }

  private static IdentityProviderUnavailableException assertUnavailable(ThrowingCallable call) {
    var thrown = catchThrowableOfType(IdentityProviderUnavailableException.class, call);
    assertThat(thrown).isNotNull();
    assertThat(thrown.reason()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(thrown.retryAfter()).isPositive();
    return thrown;
  }
}
