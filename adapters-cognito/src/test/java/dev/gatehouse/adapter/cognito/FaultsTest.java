package dev.gatehouse.adapter.cognito;

import static dev.gatehouse.adapter.cognito.Fixtures.HASTY;
import static dev.gatehouse.adapter.cognito.Fixtures.PATIENT;
import static dev.gatehouse.adapter.cognito.Fixtures.limits;
import static java.util.Collections.nCopies;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.adapter.cognito.CognitoStub.Answer;
import dev.gatehouse.adapter.cognito.call.CallLimits;
import dev.gatehouse.adapter.cognito.call.CognitoErrors;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.IdentityProviderUnavailableException.Reason;
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
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests failures of Cognito: a request fails but never hangs, and only safe calls are repeated. */
@Isolated
class FaultsTest extends ProviderTest {
  private static final Answer THROTTLED =
      CognitoStub.error("TooManyRequestsException", "Rate exceeded");
  private static final Answer FAILING =
      CognitoStub.error(500, "InternalErrorException", "Something went wrong");

  private final CognitoIdentityProvider hasty = open(HASTY);

  /** A response that neither a login nor a registration can use. */
  private void assertTrouble(CognitoIdentityProvider provider, Answer answer) {
    stub.on("AdminInitiateAuth", answer).on("SignUp", answer);

    assertUnavailable(() -> logIn(provider));
    assertUnavailable(() -> provider.registrations().register(CALLER, ALICE));
  }

  @Test
  void stalled_or_slow_response_causes_a_time_out() {
    assertTrouble(hasty, stub.stall());
    assertTrouble(hasty, stub.drip());
  }

  @ParameterizedTest
  @CsvSource({"PT0.2S, PT1H", "PT1H, PT0.2S"})
  void attempt_and_operation_each_have_a_time_out(Duration attempt, Duration operation) {
    stub.on("AdminInitiateAuth", stub.drip());

    assertUnavailable(() -> logIn(open(limits(attempt, operation, 3))));
  }

  @Test
  void time_out_ends_a_call_on_a_virtual_thread() throws Exception {
    stub.on("AdminInitiateAuth", stub.stall(), stub.drip());

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.submit(() -> assertUnavailable(() -> logIn(hasty))).get();
      threads.submit(() -> assertUnavailable(() -> logIn(hasty))).get();
    }
  }

  @Test
  void next_attempt_completes_a_registration_that_timed_out() {
    stub.on("SignUp", SIGNED_UP).on("AdminConfirmSignUp", stub.stall());
    assertUnavailable(() -> hasty.registrations().register(CALLER, ALICE));

    nameInUse(UNCONFIRMED).on("AdminInitiateAuth", LOGGED_IN);

    assertThat(register()).isEqualTo(REGISTERED);
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
  void unreadable_response_makes_provider_unavailable(String body) {
    assertTrouble(provider, CognitoStub.json(body));
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 400, 404, 500, 502, 503, 504})
  void error_page_of_a_proxy_makes_provider_unavailable(int status) {
    assertTrouble(provider, CognitoStub.status(status, "<html>Sorry</html>"));
  }

  @Test
  void incomplete_response_makes_provider_unavailable() {
    assertTrouble(provider, CognitoStub.hangUp());
    assertTrouble(
        provider, CognitoStub.cutShort("{\"UserConfirmed\": false, \"AuthenticationResult\": {"));
  }

  @Test
  void connection_reset_makes_provider_unavailable() throws Exception {
    try (ServerSocket resetting = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> server =
          threads.submit(
              () -> {
                try (Socket connection = resetting.accept()) {
                  connection.setSoLinger(true, 0);
                  return connection.getInputStream().read();
                }
              });

      assertUnavailable(() -> logIn(providerAt(resetting.getLocalPort())));

      server.get();
    }
  }

  @Test
  void refused_connection_makes_provider_unavailable() throws Exception {
    int port;
    try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = nobody.getLocalPort();
    }
    CognitoIdentityProvider unlucky = providerAt(port);

    // Only the SDK can count these attempts.
    assertThat(assertUnavailable(() -> logIn(unlucky))).hasMessageContaining("Attempt Count: 3");
    assertUnavailable(() -> unlucky.registrations().register(CALLER, ALICE));
  }

  private CognitoIdentityProvider providerAt(int port) {
    return open(Fixtures.settings(URI.create("http://127.0.0.1:" + port), null));
  }

  @Test
  void missing_credentials_are_logged_as_severe() {
    var unlucky =
        open(
            new CognitoIdentityProvider(
                Fixtures.settings(stub.endpoint(), null), Fixtures.NO_CREDENTIALS, PATIENT));

    try (LogCapture log = new LogCapture(Level.ALL, CognitoErrors.class.getName())) {
      assertUnavailable(() -> logIn(unlucky));

      assertThat(log.records()).extracting(LogRecord::getLevel).containsExactly(Level.SEVERE);
    }
    assertThat(stub.requests()).isEmpty();
  }

  @Test
  void new_provider_opens_no_connection() {
    String endpointOfInstanceMetadata = "aws.ec2MetadataServiceEndpoint";
    System.setProperty(endpointOfInstanceMetadata, stub.endpoint().toString());
    try (var _ = new CognitoIdentityProvider(Fixtures.settings(stub.endpoint(), null))) {
      assertThat(stub.connections()).isZero();
    } finally {
      System.clearProperty(endpointOfInstanceMetadata);
    }
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          1, 1, SignUp ConfirmSignUp AdminRespondToAuthChallenge ConfirmForgotPassword
          1, 1, VerifyUserAttribute VerifySoftwareToken
          3, 1, ResendConfirmationCode AdminInitiateAuth GetTokensFromRefreshToken ForgotPassword
          3, 1, ChangePassword UpdateUserAttributes GetUserAttributeVerificationCode DeleteUser
          3, 1, AssociateSoftwareToken
          3, 3, AdminConfirmSignUp AdminGetUser RevokeToken GlobalSignOut AdminUserGlobalSignOut
          3, 3, GetUser SetUserMFAPreference
          """)
  void operation_is_retried_only_if_the_retry_is_safe(
      int whereTheServiceNeverLooked, int whereItMayHaveLooked, String operations) {
    List<Answer> failures =
        List.of(THROTTLED, FAILING, CognitoStub.hangUp(), CognitoStub.status(503, ""));
    for (String operation : operations.split(" ", -1)) {
      script(operation);
      stub.forget();
      var call = requireNonNull(CALLS.get(operation));
      for (Answer failure : failures) {
        stub.on(operation, failure);

        assertUnavailable(() -> call.apply(provider));
      }

      assertThat(stub.operations())
          .filteredOn(operation::equals)
          .as(operation)
          .hasSize(whereTheServiceNeverLooked + 3 * whereItMayHaveLooked);
    }
  }

  @Test
  void timed_out_login_or_registration_is_not_retried() {
    assertTrouble(hasty, stub.stall());

    // There can be no request at all: on a slow machine, the time-out can end before it arrives.
    assertThat(stub.operations()).doesNotHaveDuplicates();
  }

  @Test
  void operation_without_checked_secret_is_retried_until_success() {
    stub.on("SignUp", SIGNED_UP)
        .on("AdminConfirmSignUp", THROTTLED, FAILING, EMPTY)
        .on("AdminInitiateAuth", THROTTLED, THROTTLED, LOGGED_IN);

    assertThat(register()).isEqualTo(REGISTERED);
    assertThat(stub.operations())
        .containsExactly(
            "SignUp", "AdminConfirmSignUp", "AdminConfirmSignUp", "AdminConfirmSignUp");
    stub.forget();

    assertThat(logIn()).isEqualTo(ALICES_TOKENS);
    assertThat(stub.requests()).hasSize(3);
  }

  @Test
  void number_of_attempts_follows_the_call_limits() {
    stub.on("SignUp", NAME_EXISTS).on("AdminGetUser", FAILING).on("AdminInitiateAuth", THROTTLED);
    var twice = open(limits(PATIENT.attempt(), PATIENT.operation(), 2));

    assertUnavailable(() -> twice.registrations().register(CALLER, ALICE));
    assertUnavailable(() -> logIn(twice));

    assertThat(stub.operations())
        .containsExactly(
            "SignUp", "AdminGetUser", "AdminGetUser", "AdminInitiateAuth", "AdminInitiateAuth");
  }

  @Test
  void call_is_refused_while_512_calls_are_running() throws Exception {
    int bound = CallLimits.STANDARD.callsInFlight();
    CountDownLatch gate = new CountDownLatch(1);
    Semaphore arrived = new Semaphore(0);
    stub.on(
        "AdminInitiateAuth",
        (request, exchange) -> {
          arrived.release();
          gate.await();
          LOGGED_IN.give(request, exchange);
        });

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<ProviderLoginOutcome>> logins = new ArrayList<>();
      for (int i = 0; i < bound; i++) {
        logins.add(threads.submit(() -> logIn()));
      }
      assertThat(arrived.tryAcquire(bound, 30, TimeUnit.SECONDS)).isTrue();

      var refused =
          catchThrowableOfType(IdentityProviderUnavailableException.class, this::register);
      assertThat(refused.reason()).isEqualTo(Reason.OVERLOADED);
      assertThat(refused.retryAfter()).isPositive();

      gate.countDown();
      for (Future<ProviderLoginOutcome> login : logins) {
        assertThat(login.get()).isEqualTo(ALICES_TOKENS);
      }
    }
    assertThat(stub.operations()).isEqualTo(nCopies(bound, "AdminInitiateAuth"));
    assertThat(logIn()).isEqualTo(ALICES_TOKENS);
  }

  @Test
  void call_above_the_limit_is_refused_before_a_request() {
    List<Function<CognitoIdentityProvider, Object>> calls = new ArrayList<>(CALLS.values());
    calls.add(provider -> totp(provider).status(ALICES_ACCESS));
    var oneInFlight =
        open(
            new CallLimits(
                1,
                PATIENT.connect(),
                PATIENT.attempt(),
                PATIENT.operation(),
                1,
                PATIENT.backoff()));
    List<Reason> refusals = new CopyOnWriteArrayList<>();
    stub.on(
        "AdminInitiateAuth",
        (request, exchange) -> {
          for (var call : calls) {
            refusals.add(
                catchThrowableOfType(
                        IdentityProviderUnavailableException.class, () -> call.apply(oneInFlight))
                    .reason());
          }
          LOGGED_IN.give(request, exchange);
        });

    assertThat(logIn(oneInFlight)).isEqualTo(ALICES_TOKENS);

    assertThat(refusals).hasSameSizeAs(calls).containsOnly(Reason.OVERLOADED);
    assertThat(stub.operations()).containsExactly("AdminInitiateAuth");
  }

  @Test
  void failed_call_is_no_longer_counted_as_running() {
    stub.on("AdminInitiateAuth", CognitoStub.hangUp());

    for (int i = 0; i < 2 * HASTY.callsInFlight(); i++) {
      assertUnavailable(() -> logIn(hasty));
    }
  }
}
