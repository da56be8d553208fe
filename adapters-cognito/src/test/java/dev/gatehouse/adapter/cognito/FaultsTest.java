package dev.gatehouse.adapter.cognito;

import static dev.gatehouse.adapter.cognito.Fixtures.ALICE;
import static dev.gatehouse.adapter.cognito.Fixtures.ALICES_ACCESS;
import static dev.gatehouse.adapter.cognito.Fixtures.ALICES_TOKENS;
import static dev.gatehouse.adapter.cognito.Fixtures.CALLS;
import static dev.gatehouse.adapter.cognito.Fixtures.CONFIRMED;
import static dev.gatehouse.adapter.cognito.Fixtures.CREDENTIALS;
import static dev.gatehouse.adapter.cognito.Fixtures.HASTY;
import static dev.gatehouse.adapter.cognito.Fixtures.LOGGED_IN;
import static dev.gatehouse.adapter.cognito.Fixtures.NAME_EXISTS;
import static dev.gatehouse.adapter.cognito.Fixtures.PATIENT;
import static dev.gatehouse.adapter.cognito.Fixtures.SIGNED_UP;
import static dev.gatehouse.adapter.cognito.Fixtures.storedUser;
import static java.util.Collections.nCopies;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.adapter.cognito.CognitoStub.Answer;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.IdentityProviderUnavailableException.Reason;
import dev.gatehouse.domain.account.RegistrationOutcome.Registered;
import dev.gatehouse.domain.login.ProviderLoginOutcome;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.logging.Level;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;

/** Tests failures of Cognito: a request fails but never hangs, and only safe calls are repeated. */
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

    assertUnavailable(() -> Fixtures.logIn(hasty));
    assertUnavailable(() -> hasty.registrations().register(ALICE));
  }

  @Test
  void dripping_service_is_given_up() {
    stub.on("AdminInitiateAuth", stub.drip()).on("SignUp", stub.drip());

    assertUnavailable(() -> Fixtures.logIn(hasty));
    assertUnavailable(() -> hasty.registrations().register(ALICE));
  }

  @Test
  void attempt_is_given_up_however_long_the_operation_may_take() {
    stub.on("AdminInitiateAuth", stub.drip());
    CallLimits limits = limits(Duration.ofMillis(200), Duration.ofHours(1), 3);

    try (var provider = Fixtures.provider(stub, limits)) {
      assertUnavailable(() -> Fixtures.logIn(provider));
    }
  }

  @Test
  void operation_is_given_up_however_long_an_attempt_may_take() {
    stub.on("AdminInitiateAuth", stub.drip());
    CallLimits limits = limits(Duration.ofHours(1), Duration.ofMillis(200), 3);

    try (var provider = Fixtures.provider(stub, limits)) {
      assertUnavailable(() -> Fixtures.logIn(provider));
    }
  }

  private static CallLimits limits(Duration attempt, Duration operation, int attempts) {
    return new CallLimits(
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
      threads.submit(() -> assertUnavailable(() -> Fixtures.logIn(hasty))).get();
      threads.submit(() -> assertUnavailable(() -> Fixtures.logIn(hasty))).get();
    }
  }

  @Test
  void service_that_stalls_after_the_sign_up_leaves_what_the_next_attempt_completes() {
    stub.on("SignUp", SIGNED_UP, NAME_EXISTS)
        .on("AdminGetUser", storedUser("UNCONFIRMED", "alice@example.com"))
        .on("AdminInitiateAuth", LOGGED_IN)
        .on("AdminConfirmSignUp", stub.stall());
    assertUnavailable(() -> hasty.registrations().register(ALICE));

    stub.on("AdminConfirmSignUp", CONFIRMED);

    assertThat(provider.registrations().register(ALICE)).isInstanceOf(Registered.class);
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

    assertUnavailable(() -> Fixtures.logIn(provider));
    assertUnavailable(() -> provider.registrations().register(ALICE));
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 400, 404, 500, 502, 503, 504})
  void error_page_of_something_in_between_is_trouble(int status) {
    Answer page = CognitoStub.status(status, "<html>Sorry</html>");
    stub.on("AdminInitiateAuth", page).on("SignUp", page);

    assertUnavailable(() -> Fixtures.logIn(provider));
    assertUnavailable(() -> provider.registrations().register(ALICE));
  }

  @Test
  void connection_that_ends_without_an_answer_is_trouble() {
    stub.on("AdminInitiateAuth", CognitoStub.hangUp()).on("SignUp", CognitoStub.hangUp());

    assertUnavailable(() -> Fixtures.logIn(provider));
    assertUnavailable(() -> provider.registrations().register(ALICE));
  }

  @Test
  void answer_that_is_cut_short_is_trouble() {
    stub.on("AdminInitiateAuth", CognitoStub.cutShort("{\"AuthenticationResult\": {"))
        .on("SignUp", CognitoStub.cutShort("{\"UserConfirmed\": false"));

    assertUnavailable(() -> Fixtures.logIn(provider));
    assertUnavailable(() -> provider.registrations().register(ALICE));
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

      assertUnavailable(() -> Fixtures.logIn(unlucky));

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
      // Only the SDK can count these attempts.
      assertThat(assertUnavailable(() -> Fixtures.logIn(unlucky)))
          .hasMessageContaining("Attempt Count: 3");
      assertUnavailable(() -> unlucky.registrations().register(ALICE));
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
      assertUnavailable(() -> Fixtures.logIn(unlucky));

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

  @ParameterizedTest
  @CsvSource({
    "SignUp, 1, 1",
    "ConfirmSignUp, 1, 1",
    "AdminRespondToAuthChallenge, 1, 1",
    "ConfirmForgotPassword, 1, 1",
    "VerifyUserAttribute, 1, 1",
    "VerifySoftwareToken, 1, 1",
    "ResendConfirmationCode, 3, 1",
    "AdminInitiateAuth, 3, 1",
    "GetTokensFromRefreshToken, 3, 1",
    "ForgotPassword, 3, 1",
    "ChangePassword, 3, 1",
    "UpdateUserAttributes, 3, 1",
    "GetUserAttributeVerificationCode, 3, 1",
    "DeleteUser, 3, 1",
    "AssociateSoftwareToken, 3, 1",
    "AdminConfirmSignUp, 3, 3",
    "AdminGetUser, 3, 3",
    "RevokeToken, 3, 3",
    "GlobalSignOut, 3, 3",
    "AdminUserGlobalSignOut, 3, 3",
    "GetUser, 3, 3",
    "SetUserMFAPreference, 3, 3"
  })
  void operation_is_attempted_as_often_as_does_no_harm(
      String operation, int whereTheServiceNeverLooked, int whereItMayHaveLooked) {
    Fixtures.script(stub, operation);
    var call = requireNonNull(CALLS.get(operation));
    List<Answer> failures =
        List.of(THROTTLED, FAILING, CognitoStub.hangUp(), CognitoStub.status(503, ""));
    for (Answer failure : failures) {
      stub.on(operation, failure);

      assertUnavailable(() -> call.apply(provider));
    }

    assertThat(stub.operations())
        .filteredOn(operation::equals)
        .hasSize(whereTheServiceNeverLooked + 3 * whereItMayHaveLooked);
  }

  @Test
  void what_stalls_is_not_repeated_where_the_service_may_have_looked_at_it() {
    stub.on("SignUp", stub.stall()).on("AdminInitiateAuth", stub.stall());

    assertUnavailable(() -> hasty.registrations().register(ALICE));
    assertUnavailable(() -> Fixtures.logIn(hasty));

    // There can be no request at all: on a slow machine, the time-out can end before it arrives.
    assertThat(stub.operations()).doesNotHaveDuplicates();
  }

  @Test
  void confirmation_is_repeated_until_it_succeeds() {
    stub.on("SignUp", SIGNED_UP).on("AdminConfirmSignUp", THROTTLED, FAILING, CONFIRMED);

    assertThat(provider.registrations().register(ALICE)).isInstanceOf(Registered.class);

    assertThat(stub.operations())
        .containsExactly(
            "SignUp", "AdminConfirmSignUp", "AdminConfirmSignUp", "AdminConfirmSignUp");
  }

  @Test
  void operation_is_repeated_as_often_as_the_limits_say() {
    stub.on("SignUp", NAME_EXISTS).on("AdminGetUser", FAILING).on("AdminInitiateAuth", THROTTLED);
    CallLimits limits = limits(PATIENT.attempt(), PATIENT.operation(), 2);

    try (var provider = Fixtures.provider(stub, limits)) {
      assertUnavailable(() -> provider.registrations().register(ALICE));
      assertUnavailable(() -> Fixtures.logIn(provider));
    }

    assertThat(stub.operations())
        .containsExactly(
            "SignUp", "AdminGetUser", "AdminGetUser", "AdminInitiateAuth", "AdminInitiateAuth");
  }

  @Test
  void login_is_repeated_where_the_service_has_not_looked_at_the_password() {
    stub.on("AdminInitiateAuth", THROTTLED, THROTTLED, LOGGED_IN);

    assertThat(Fixtures.logIn(provider)).isEqualTo(ALICES_TOKENS);

    assertThat(stub.requests()).hasSize(3);
  }

  @Test
  void call_beyond_the_512_in_flight_is_refused_at_once() throws Exception {
    int bound = CallLimits.STANDARD.callsInFlight();
    CountDownLatch gate = new CountDownLatch(1);
    Semaphore arrived = new Semaphore(0);
    stub.on(
        "AdminInitiateAuth",
        (request, exchange) -> {
          arrived.release();
          CognitoStub.after(gate, LOGGED_IN).give(request, exchange);
        });

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<ProviderLoginOutcome>> logins = new ArrayList<>();
      for (int i = 0; i < bound; i++) {
        logins.add(threads.submit(() -> Fixtures.logIn(provider)));
      }
      assertThat(arrived.tryAcquire(bound, 30, TimeUnit.SECONDS)).isTrue();

      var refused =
          catchThrowableOfType(
              IdentityProviderUnavailableException.class,
              () -> provider.registrations().register(ALICE));
      assertThat(refused.reason()).isEqualTo(Reason.OVERLOADED);
      assertThat(refused.retryAfter()).isPositive();

      gate.countDown();
      for (Future<ProviderLoginOutcome> login : logins) {
        assertThat(login.get()).isEqualTo(ALICES_TOKENS);
      }
    }
    assertThat(stub.operations()).isEqualTo(nCopies(bound, "AdminInitiateAuth"));
    assertThat(Fixtures.logIn(provider)).isEqualTo(ALICES_TOKENS);
  }

  @Test
  void each_call_beyond_the_bound_is_refused_before_anything_is_sent() {
    List<Function<CognitoIdentityProvider, Object>> calls = new ArrayList<>(CALLS.values());
    calls.add(provider -> Fixtures.totp(provider).status(ALICES_ACCESS));
    CallLimits oneInFlight =
        new CallLimits(
            1, PATIENT.connect(), PATIENT.attempt(), PATIENT.operation(), 1, PATIENT.backoff());
    List<Reason> refusals = new CopyOnWriteArrayList<>();

    try (var provider = Fixtures.provider(stub, oneInFlight)) {
      stub.on(
          "AdminInitiateAuth",
          (request, exchange) -> {
            for (var call : calls) {
              refusals.add(
                  catchThrowableOfType(
                          IdentityProviderUnavailableException.class, () -> call.apply(provider))
                      .reason());
            }
            LOGGED_IN.give(request, exchange);
          });

      assertThat(Fixtures.logIn(provider)).isEqualTo(ALICES_TOKENS);
    }

    assertThat(refusals).hasSameSizeAs(calls).containsOnly(Reason.OVERLOADED);
    assertThat(stub.operations()).containsExactly("AdminInitiateAuth");
  }

  @Test
  void failed_calls_free_their_place() {
    stub.on("AdminInitiateAuth", CognitoStub.hangUp());

    for (int i = 0; i < 2 * HASTY.callsInFlight(); i++) {
      assertUnavailable(() -> Fixtures.logIn(hasty));
    }
  }

  private static IdentityProviderUnavailableException assertUnavailable(ThrowingCallable call) {
    var thrown = catchThrowableOfType(IdentityProviderUnavailableException.class, call);
    assertThat(thrown).isNotNull();
    assertThat(thrown.reason()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(thrown.retryAfter()).isPositive();
    return thrown;
  }
}
