package dev.gatehouse.adapter.cognito;

import static dev.gatehouse.adapter.cognito.Fixtures.PATIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.adapter.cognito.CognitoStub.Answer;
import dev.gatehouse.adapter.cognito.call.CallLimits;
import dev.gatehouse.adapter.cognito.quota.Quota;
import dev.gatehouse.adapter.cognito.quota.Quotas;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.IdentityProviderUnavailableException.Reason;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import dev.gatehouse.domain.login.ProviderLoginOutcome;
import dev.gatehouse.domain.port.CodeLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Checks that this node stays below the quotas of the pool, on a simulated clock. */
final class QuotasTest extends ProviderTest {
  private static final Duration STEP = Duration.ofMillis(10);

  private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1_500_000_000L);
  private final List<Long> sent = new CopyOnWriteArrayList<>();

  private CognitoIdentityProvider open(Map<Quota, Integer> quotas, CallLimits limits) {
    return open(
        new CognitoIdentityProvider(
            new CognitoSettings(
                "eu-central-1",
                Fixtures.POOL_ID,
                Fixtures.CLIENT_ID,
                null,
                RegistrationConfirmation.AUTO,
                stub.endpoint(),
                new Quotas(quotas),
                new RiskContext("localhost", false)),
            Fixtures.CREDENTIALS,
            limits,
            (_, _, _) -> {},
            CodeLimit.NONE,
            nanoTime::get));
  }

  private Answer noted(Answer answer) {
    return (request, exchange) -> {
      sent.add(nanoTime.get());
      answer.give(request, exchange);
    };
  }

  private static @Nullable IdentityProviderUnavailableException refusal(ThrowingCallable call) {
    return catchThrowableOfType(IdentityProviderUnavailableException.class, call);
  }

  private static void assertOverloaded(ThrowingCallable call) {
    assertThat(refusal(call))
        .isNotNull()
        .satisfies(
            refused -> {
              assertThat(refused.reason()).isEqualTo(Reason.OVERLOADED);
              assertThat(refused.retryAfter())
                  .isPositive()
                  .isLessThanOrEqualTo(Duration.ofSeconds(1));
            });
  }

  /** Tries a call three times in each hundredth of three seconds. */
  private long refusalsOf(ThrowingCallable call) {
    long refusals = 0;
    for (Duration passed = Duration.ZERO;
        passed.compareTo(Duration.ofSeconds(3)) < 0;
        passed = passed.plus(STEP)) {
      for (int i = 0; i < 3; i++) {
        IdentityProviderUnavailableException refused = refusal(call);
        if (refused != null) {
          assertThat(refused.reason()).isEqualTo(Reason.OVERLOADED);
          refusals++;
        }
      }
      nanoTime.addAndGet(STEP.toNanos());
    }
    return refusals;
  }

  private void assertMostInASecond(int quota) {
    for (int i = quota; i < sent.size(); i++) {
      assertThat(sent.get(i) - sent.get(i - quota))
          .isGreaterThanOrEqualTo(Duration.ofSeconds(1).toNanos());
    }
  }

  @Test
  void logins_use_the_whole_quota_and_never_more_in_any_second() {
    CognitoIdentityProvider limited = open(Map.of(Quota.AUTHENTICATION, 120), PATIENT);
    stub.on("AdminInitiateAuth", noted(LOGGED_IN));

    assertThat(refusalsOf(() -> logIn(limited))).isEqualTo(900 - 3 * 120);

    assertThat(sent).hasSize(3 * 120);
    assertMostInASecond(120);
  }

  @Test
  void registration_takes_both_of_its_calls_or_none() {
    CognitoIdentityProvider limited = open(Map.of(Quota.CREATION, 51), PATIENT);
    stub.on("SignUp", noted(SIGNED_UP)).on("AdminConfirmSignUp", noted(EMPTY));

    assertThat(refusalsOf(() -> limited.registrations().register(CALLER, ALICE))).isPositive();

    assertThat(sent).hasSizeBetween(3 * 50, 3 * 51);
    assertMostInASecond(51);
    for (int i = 0; i < stub.operations().size(); i += 2) {
      assertThat(stub.operations().subList(i, i + 2))
          .containsExactly("SignUp", "AdminConfirmSignUp");
    }
  }

  @Test
  void refused_call_sends_nothing_and_says_when_to_come_again() {
    CognitoIdentityProvider limited = open(Map.of(Quota.AUTHENTICATION, 1), PATIENT);
    stub.on("AdminInitiateAuth", LOGGED_IN);
    logIn(limited);
    nanoTime.addAndGet(Duration.ofMillis(400).toNanos());

    IdentityProviderUnavailableException refused = refusal(() -> logIn(limited));

    assertThat(refused)
        .hasMessage("a quota of the user pool has no room for [AdminInitiateAuth]")
        .extracting(IdentityProviderUnavailableException::retryAfter)
        .isEqualTo(Duration.ofMillis(600));
    assertThat(stub.operations()).containsExactly("AdminInitiateAuth");
    nanoTime.addAndGet(Duration.ofMillis(600).toNanos());
    assertThat(logIn(limited)).isEqualTo(ALICES_TOKENS);
  }

  @Test
  void registrations_leave_a_quarter_of_the_logins_to_users() {
    CognitoIdentityProvider limited = open(Map.of(Quota.AUTHENTICATION, 8), PATIENT);
    nameInUse(UNCONFIRMED).on("AdminInitiateAuth", LOGGED_IN);

    for (int i = 0; i < 6; i++) {
      assertThat(limited.registrations().register(CALLER, ALICE)).isEqualTo(REGISTERED);
    }
    assertOverloaded(() -> limited.registrations().register(CALLER, ALICE));
    assertThat(logIn(limited)).isEqualTo(ALICES_TOKENS);
    assertThat(logIn(limited)).isEqualTo(ALICES_TOKENS);
    assertOverloaded(() -> logIn(limited));
  }

  @Test
  void registrations_leave_a_quarter_of_the_calls_in_flight_to_users() throws Exception {
    CognitoIdentityProvider limited =
        open(
            Map.of(),
            new CallLimits(
                4,
                PATIENT.connect(),
                PATIENT.attempt(),
                PATIENT.operation(),
                1,
                PATIENT.backoff()));
    CountDownLatch gate = new CountDownLatch(1);
    Semaphore arrived = new Semaphore(0);
    Answer waiting =
        (request, exchange) -> {
          arrived.release();
          gate.await();
          LOGGED_IN.give(request, exchange);
        };
    stub.on("AdminInitiateAuth", waiting, waiting, waiting, LOGGED_IN);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<ProviderLoginOutcome>> logins = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        logins.add(threads.submit(() -> logIn(limited)));
      }
      assertThat(arrived.tryAcquire(3, 30, TimeUnit.SECONDS)).isTrue();

      assertOverloaded(() -> limited.registrations().register(CALLER, ALICE));
      assertThat(logIn(limited)).isEqualTo(ALICES_TOKENS);

      gate.countDown();
      for (Future<ProviderLoginOutcome> login : logins) {
        assertThat(login.get()).isEqualTo(ALICES_TOKENS);
      }
    }
  }

  @Test
  void repeated_attempts_of_the_sdk_count() {
    CognitoIdentityProvider limited = open(Map.of(Quota.TOKEN, 3), PATIENT);
    Answer failing = CognitoStub.error(500, "InternalErrorException", "Something went wrong");
    stub.on("RevokeToken", failing, failing, EMPTY);

    limited.sessions().end(REFRESH);

    assertThat(stub.operations()).hasSize(3);
    assertOverloaded(() -> limited.sessions().end(REFRESH));
  }

  /** AWS counts refreshes as {@code UserAuthentication}. */
  @Test
  void refreshes_and_logins_share_a_quota() {
    CognitoIdentityProvider limited = open(Map.of(Quota.AUTHENTICATION, 1), PATIENT);
    stub.on("AdminInitiateAuth", LOGGED_IN);

    assertThat(logIn(limited)).isEqualTo(ALICES_TOKENS);

    assertOverloaded(() -> limited.sessions().refresh(REFRESH));
  }

  @Test
  void default_quotas_are_those_of_the_service() {
    assertThat(Quotas.DEFAULT.perSecond())
        .containsEntry(Quota.AUTHENTICATION, 120)
        .containsEntry(Quota.CREATION, 50)
        .hasSize(Quota.values().length);
    assertThatIllegalArgumentException().isThrownBy(() -> new Quotas(Map.of(Quota.CREATION, -1)));
  }
}
