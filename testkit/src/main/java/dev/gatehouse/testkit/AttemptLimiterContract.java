package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.AttemptDecision;
import dev.gatehouse.domain.AttemptDecision.Allowed;
import dev.gatehouse.domain.AttemptDecision.Refused;
import dev.gatehouse.domain.AttemptLimit;
import dev.gatehouse.domain.AttemptScope;
import dev.gatehouse.domain.AttemptScope.Codes;
import dev.gatehouse.domain.AttemptScope.CodesFrom;
import dev.gatehouse.domain.AttemptScope.Notes;
import dev.gatehouse.domain.AttemptScope.Proofs;
import dev.gatehouse.domain.AttemptScope.ProofsFrom;
import dev.gatehouse.domain.AttemptScope.Registrations;
import dev.gatehouse.domain.AttemptScope.Requests;
import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.port.AttemptLimiter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What every {@code AttemptLimiter} promises, as tests. */
public abstract class AttemptLimiterContract {
  private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
  private static final AttemptLimit THREE_A_MINUTE = new AttemptLimit(3, Duration.ofMinutes(1));
  private static final Username ALICE = new Username("alice");
  private static final ClientAddress HERE = ClientAddress.of("192.0.2.1");
  private static final ClientAddress THERE = ClientAddress.of("2001:db8::");
  private static final AttemptScope SCOPE = new ProofsFrom(ALICE, HERE);

  private final AtomicReference<Instant> now = new AtomicReference<>(START);

  /**
   * One that has counted nothing.
   *
   * @param clock what it takes for the current time
   */
  protected abstract AttemptLimiter limiter(InstantSource clock);

  @Test
  void attempts_up_to_the_limit_are_allowed() {
    AttemptLimiter limiter = limiter(now::get);

    for (int i = 0; i < 3; i++) {
      assertThat(limiter.take(SCOPE, THREE_A_MINUTE)).isEqualTo(new Allowed());
    }
    assertThat(limiter.take(SCOPE, THREE_A_MINUTE)).isInstanceOf(Refused.class);
  }

  @Test
  void of_many_attempts_at_once_no_more_than_the_limit_are_allowed() {
    AttemptLimiter limiter = limiter(now::get);

    List<AttemptDecision> decisions =
        ProviderContract.simultaneously(
            Collections.nCopies(100, () -> limiter.take(SCOPE, THREE_A_MINUTE)));

    assertThat(decisions).filteredOn(Allowed.class::isInstance).hasSize(3);
  }

  @Test
  void refused_attempt_is_allowed_after_the_time_told() {
    AttemptLimiter limiter = limiter(now::get);
    Duration wait = exhausted(limiter);

    assertThat(wait).isPositive().isLessThanOrEqualTo(THREE_A_MINUTE.window());
    now.set(START.plus(wait));

    assertThat(limiter.take(SCOPE, THREE_A_MINUTE)).isEqualTo(new Allowed());
  }

  @Test
  void refused_attempts_do_not_postpone_the_next() {
    AttemptLimiter limiter = limiter(now::get);
    Duration wait = exhausted(limiter);
    for (int i = 0; i < 50; i++) {
      assertThat(limiter.take(SCOPE, THREE_A_MINUTE)).isInstanceOf(Refused.class);
    }

    now.set(START.plus(wait));

    assertThat(limiter.take(SCOPE, THREE_A_MINUTE)).isEqualTo(new Allowed());
  }

  @Test
  void attempts_come_back_over_the_window() {
    AttemptLimiter limiter = limiter(now::get);
    exhausted(limiter);

    now.set(START.plusSeconds(20));
    assertThat(allowed(limiter)).isEqualTo(1);

    now.set(START.plus(Duration.ofHours(5)));
    assertThat(allowed(limiter)).isEqualTo(3);
  }

  @Test
  void scopes_do_not_touch_each_other() {
    AttemptLimiter limiter = limiter(now::get);
    exhausted(limiter);

    List<AttemptScope> others =
        List.of(
            new ProofsFrom(ALICE, THERE),
            new ProofsFrom(new Username("bob"), HERE),
            new Proofs(ALICE),
            new Proofs(new Username("bob")),
            new Requests(HERE),
            new Requests(THERE),
            new Registrations(HERE),
            new Registrations(THERE),
            new CodesFrom(ALICE, HERE),
            new CodesFrom(ALICE, THERE),
            new Codes(ALICE),
            new Codes(new Username("bob")),
            new Notes(SCOPE),
            new Notes(new CodesFrom(ALICE, HERE)));
    for (AttemptScope other : others) {
      for (int i = 0; i < 3; i++) {
        assertThat(limiter.take(other, THREE_A_MINUTE)).as("%s", other).isEqualTo(new Allowed());
      }
    }
  }

  @Test
  void names_that_differ_in_case_alone_are_one_scope() {
    AttemptLimiter limiter = limiter(now::get);
    exhausted(limiter);

    assertThat(limiter.take(new ProofsFrom(new Username("ALICE"), HERE), THREE_A_MINUTE))
        .isInstanceOf(Refused.class);
  }

  @Test
  void attempt_given_back_can_be_taken_again() {
    AttemptLimiter limiter = limiter(now::get);
    exhausted(limiter);

    limiter.giveBack(SCOPE, THREE_A_MINUTE);

    assertThat(allowed(limiter)).isEqualTo(1);
  }

  @Test
  void more_than_the_limit_can_not_be_given_back() {
    AttemptLimiter limiter = limiter(now::get);
    for (int i = 0; i < 10; i++) {
      limiter.giveBack(SCOPE, THREE_A_MINUTE);
    }

    assertThat(allowed(limiter)).isEqualTo(3);
  }

  private static Duration exhausted(AttemptLimiter limiter) {
    for (int i = 0; i < 3; i++) {
      assertThat(limiter.take(SCOPE, THREE_A_MINUTE)).isEqualTo(new Allowed());
    }
    return switch (limiter.take(SCOPE, THREE_A_MINUTE)) {
      case Refused(var retryAfter) -> retryAfter;
      case Allowed() -> throw new AssertionError("a fourth attempt was allowed");
    };
  }

  /** How many attempts are allowed now, of ten. */
  private static int allowed(AttemptLimiter limiter) {
    int allowed = 0;
    for (int i = 0; i < 10; i++) {
      if (limiter.take(SCOPE, THREE_A_MINUTE) instanceof Allowed) {
        allowed++;
      }
    }
    return allowed;
  }
}
