package dev.gatehouse.application;

import static dev.gatehouse.application.RecordingPorts.ALICE;
import static dev.gatehouse.application.RecordingPorts.ELSEWHERE;
import static dev.gatehouse.application.RecordingPorts.HERE;
import static dev.gatehouse.application.RecordingPorts.NETWORK;
import static dev.gatehouse.application.RecordingPorts.NEXT_DOOR;
import static dev.gatehouse.application.RecordingPorts.WAIT;
import static dev.gatehouse.domain.limit.Limit.CODES_PER_ACCOUNT;
import static dev.gatehouse.domain.limit.Limit.LOGIN_ATTEMPTS;
import static dev.gatehouse.domain.limit.Limit.LOGIN_ATTEMPTS_PER_ACCOUNT;
import static dev.gatehouse.domain.limit.Limit.LOGIN_ATTEMPTS_PER_ADDRESS;
import static dev.gatehouse.domain.limit.Limit.REGISTRATIONS_PER_ADDRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.audit.AuditEvent.Limited;
import dev.gatehouse.domain.limit.Budget;
import dev.gatehouse.domain.limit.Limit;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class RateLimitsTest {
  private final RecordingPorts ports = new RecordingPorts();
  private final RateLimits limits = ports.rateLimits();
  private int made;

  /** The outcome of an attempt. */
  private enum Outcome {
    RIGHT,
    WRONG,
    LIMITED
  }

  private Outcome made(Outcome outcome) {
    made++;
    return outcome;
  }

  private static Outcome limited(TooManyAttempts refused) {
    assertThat(refused).isEqualTo(new TooManyAttempts(WAIT));
    return Outcome.LIMITED;
  }

  private Outcome prove(Caller caller, Username name, Outcome outcome) {
    return limits.limitLogin(
        caller, name, () -> made(outcome), Outcome.WRONG::equals, RateLimitsTest::limited);
  }

  private Outcome prove(Caller caller, Outcome outcome) {
    return prove(caller, ALICE, outcome);
  }

  @Test
  void failures_per_user_and_network_reach_the_rate_limit() {
    prove(HERE, Outcome.WRONG);
    prove(NEXT_DOOR, Outcome.WRONG);
    assertThat(made).isEqualTo(2);

    assertThat(prove(HERE, Outcome.RIGHT)).isEqualTo(Outcome.LIMITED);

    assertThat(made).isEqualTo(2);
    assertThat(ports.audited)
        .containsExactly(new Limited(HERE, new Budget(LOGIN_ATTEMPTS, ALICE, NETWORK)));
    assertThat(prove(ELSEWHERE, Outcome.RIGHT)).isEqualTo(Outcome.RIGHT);
    assertThat(prove(HERE, new Username("bob"), Outcome.RIGHT)).isEqualTo(Outcome.RIGHT);
  }

  @Test
  void successes_do_not_count_as_failures() {
    for (int i = 0; i < 10; i++) {
      assertThat(prove(HERE, Outcome.RIGHT)).isEqualTo(Outcome.RIGHT);
    }

    assertThat(ports.counted(LOGIN_ATTEMPTS, ALICE, NETWORK)).isZero();
    assertThat(ports.failures()).isZero();
    assertThat(ports.counted(LOGIN_ATTEMPTS_PER_ADDRESS, null, NETWORK)).isEqualTo(10);
  }

  @Test
  void attempt_without_provider_response_does_not_count() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                limits.limitLogin(
                    HERE,
                    ALICE,
                    () -> {
                      throw new IllegalStateException("down");
                    },
                    _ -> true,
                    RateLimitsTest::limited));

    assertThat(ports.counted(LOGIN_ATTEMPTS, ALICE, NETWORK)).isZero();
    assertThat(ports.failures()).isZero();
  }

  @Test
  void failures_from_other_addresses_do_not_block_known_address() {
    limits.recordLogin(NEXT_DOOR, ALICE);
    for (int i = 1; i <= 4; i++) {
      Caller stranger = new Caller("r", ClientAddress.of("198.51.100." + i));
      assertThat(prove(stranger, Outcome.WRONG)).isEqualTo(Outcome.WRONG);
    }

    assertThat(prove(ELSEWHERE, Outcome.RIGHT)).isEqualTo(Outcome.LIMITED);
    assertThat(ports.audited)
        .containsExactly(
            new Limited(ELSEWHERE, new Budget(LOGIN_ATTEMPTS_PER_ACCOUNT, ALICE, null)));
    assertThat(prove(HERE, Outcome.RIGHT)).isEqualTo(Outcome.RIGHT);
  }

  @Test
  void known_address_has_a_separate_rate_limit() {
    limits.recordLogin(HERE, ALICE);
    prove(HERE, Outcome.WRONG);
    prove(HERE, Outcome.WRONG);

    assertThat(prove(HERE, Outcome.RIGHT)).isEqualTo(Outcome.LIMITED);
    assertThat(ports.failures()).isZero();
  }

  @Test
  void limited_attempt_counts_in_no_other_limit() {
    prove(HERE, Outcome.WRONG);
    prove(HERE, Outcome.WRONG);

    prove(HERE, Outcome.WRONG);

    assertThat(ports.failures()).isEqualTo(2);
    assertThat(ports.counted(LOGIN_ATTEMPTS_PER_ADDRESS, null, NETWORK)).isEqualTo(2);
  }

  @Test
  void address_has_one_rate_limit_for_all_users() {
    for (int i = 0; i < 20; i++) {
      assertThat(prove(HERE, new Username("user-" + i), Outcome.WRONG)).isEqualTo(Outcome.WRONG);
    }

    assertThat(prove(HERE, new Username("user-20"), Outcome.RIGHT)).isEqualTo(Outcome.LIMITED);
    assertThat(ports.audited)
        .containsExactly(new Limited(HERE, new Budget(LOGIN_ATTEMPTS_PER_ADDRESS, null, NETWORK)));
    assertThat(prove(ELSEWHERE, Outcome.RIGHT)).isEqualTo(Outcome.RIGHT);
  }

  @Test
  void registrations_count_per_address_and_taken_names_as_failures() {
    register(new Username("bob"), Outcome.RIGHT);
    register(ALICE, Outcome.WRONG);
    register(ALICE, Outcome.WRONG);
    assertThat(ports.counted(LOGIN_ATTEMPTS, ALICE, NETWORK)).isEqualTo(2);
    assertThat(ports.counted(LOGIN_ATTEMPTS_PER_ADDRESS, null, NETWORK)).isZero();

    assertThat(prove(HERE, Outcome.RIGHT)).isEqualTo(Outcome.LIMITED);
    assertThat(register(new Username("carol"), Outcome.RIGHT)).isEqualTo(Outcome.LIMITED);
    assertThat(ports.audited)
        .containsExactly(
            new Limited(HERE, new Budget(LOGIN_ATTEMPTS, ALICE, NETWORK)),
            new Limited(HERE, new Budget(REGISTRATIONS_PER_ADDRESS, null, NETWORK)));
  }

  private Outcome register(Username name, Outcome outcome) {
    return limits.limitRegistration(
        HERE, name, () -> made(outcome), Outcome.WRONG::equals, RateLimitsTest::limited);
  }

  @Test
  void code_requests_from_known_address_have_a_separate_limit() {
    limits.recordLogin(HERE, ALICE);
    assertThat(code(ELSEWHERE)).isEqualTo(Outcome.RIGHT);
    assertThat(code(ELSEWHERE)).isEqualTo(Outcome.RIGHT);

    assertThat(code(ELSEWHERE)).isEqualTo(Outcome.LIMITED);
    assertThat(code(HERE)).isEqualTo(Outcome.RIGHT);
    assertThat(code(HERE)).isEqualTo(Outcome.RIGHT);
    assertThat(code(HERE)).isEqualTo(Outcome.LIMITED);

    assertThat(ports.audited)
        .containsExactly(
            new Limited(ELSEWHERE, new Budget(CODES_PER_ACCOUNT, ALICE, null)),
            new Limited(HERE, new Budget(CODES_PER_ACCOUNT, ALICE, NETWORK)));
    assertThat(made).isEqualTo(4);
  }

  private Outcome code(Caller caller) {
    return limits.limitCodeRequest(
        caller, ALICE, () -> made(Outcome.RIGHT), RateLimitsTest::limited);
  }

  @Test
  void repeated_limit_refusals_are_recorded_once() {
    for (int i = 0; i < 30; i++) {
      prove(HERE, Outcome.WRONG);
    }

    assertThat(ports.audited)
        .containsExactly(new Limited(HERE, new Budget(LOGIN_ATTEMPTS, ALICE, NETWORK)));
    assertThat(made).isEqualTo(2);
  }

  @Test
  void limit_refusal_is_recorded_again_after_one_minute() {
    AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);
    AuditThrottle throttle = new AuditThrottle(() -> passed.get().toNanos());
    Budget budget = new Budget(LOGIN_ATTEMPTS, ALICE, NETWORK);

    assertThat(throttle.allows(budget)).isTrue();
    passed.set(Duration.ofSeconds(59));
    assertThat(throttle.allows(budget)).isFalse();
    assertThat(throttle.allows(new Budget(LOGIN_ATTEMPTS, ALICE, null))).isTrue();
    passed.set(Duration.ofSeconds(60));
    assertThat(throttle.allows(budget)).isTrue();
  }

  @Test
  void attempts_that_hash_wait_for_their_turn() {
    List<String> turns = new ArrayList<>();
    RateLimits queued =
        ports.rateLimits(
            (caller, known) -> {
              turns.add((known ? "known " : "unknown ") + caller.requestId());
              return () -> turns.add("end");
            });
    queued.recordLogin(HERE, ALICE);

    queued.limitLogin(HERE, ALICE, () -> made(Outcome.RIGHT), _ -> false, _ -> Outcome.LIMITED);
    queued.limitRegistration(
        ELSEWHERE, ALICE, () -> made(Outcome.RIGHT), _ -> false, _ -> Outcome.LIMITED);
    queued.limitCodeRequest(ELSEWHERE, ALICE, () -> made(Outcome.RIGHT), _ -> Outcome.LIMITED);
    queued.limitCode(HERE, () -> made(Outcome.RIGHT), _ -> Outcome.LIMITED);
    queued.limitRefresh(HERE, () -> made(Outcome.RIGHT), _ -> false, _ -> Outcome.LIMITED);

    assertThat(turns)
        .containsExactly(
            "known request-1",
            "end",
            "unknown request-3",
            "end",
            "unknown request-3",
            "end",
            "known request-1",
            "end");
    assertThat(made).isEqualTo(5);
  }

  @Test
  void refused_attempt_does_not_wait_for_a_turn() {
    RateLimits queued =
        ports.rateLimits(
            (_, _) -> {
              throw IdentityProviderUnavailableException.overloaded("full", Duration.ofSeconds(1));
            });
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(
              () ->
                  queued.limitLogin(
                      HERE, ALICE, () -> made(Outcome.RIGHT), _ -> true, RateLimitsTest::limited))
          .isInstanceOf(IdentityProviderUnavailableException.class);
    }
    assertThat(ports.counted(LOGIN_ATTEMPTS, ALICE, NETWORK)).isZero();
    prove(HERE, Outcome.WRONG);
    prove(HERE, Outcome.WRONG);

    assertThat(
            queued.limitLogin(
                HERE, ALICE, () -> made(Outcome.RIGHT), _ -> true, RateLimitsTest::limited))
        .isEqualTo(Outcome.LIMITED);
  }

  @Test
  void requests_from_many_networks_of_one_ipv6_block_are_counted_together() {
    int allowed = 0;
    for (int i = 0; i < 256; i++) {
      Caller caller = new Caller("r", ClientAddress.of("2001:db8:0:%x::1".formatted(i)));
      while (limits.acquire(caller, Limit.REQUESTS_PER_ADDRESS) == null) {
        allowed++;
      }
    }

    assertThat(allowed).isEqualTo(4 * 30);
  }

  @Test
  void requests_are_counted_per_network() {
    for (int i = 0; i < 30; i++) {
      assertThat(limits.acquire(HERE, Limit.REQUESTS_PER_ADDRESS)).isNull();
    }

    assertThat(limits.acquire(NEXT_DOOR, Limit.REQUESTS_PER_ADDRESS))
        .isEqualTo(new TooManyAttempts(WAIT));
    assertThat(limits.acquire(ELSEWHERE, Limit.REQUESTS_PER_ADDRESS)).isNull();
  }
}
