package dev.gatehouse.adapter.jwt.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class RefreshScheduleTest {
  private static final Duration INTERVAL = Duration.ofMinutes(5);

  @Test
  void next_refresh_is_due_before_interval_ends() {
    RefreshSchedule plan = new RefreshSchedule(INTERVAL, new Random(1));

    for (int i = 0; i < 1000; i++) {
      assertThat(plan.delayAfter(true)).isBetween(seconds(243), seconds(270));
    }
  }

  @Test
  void first_failure_is_retried_immediately() {
    RefreshSchedule plan = new RefreshSchedule(INTERVAL, new Random(1));

    assertThat(plan.delayAfter(false)).isZero();
    assertThat(plan.delayAfter(false)).isPositive();
  }

  @Test
  void retry_delay_grows_up_to_one_minute() {
    RefreshSchedule longest = new RefreshSchedule(INTERVAL, always(0));
    RefreshSchedule shortest = new RefreshSchedule(INTERVAL, always(Math.nextDown(1.0)));

    for (int most : List.of(0, 1, 2, 4, 8, 16, 32, 60, 60, 60)) {
      assertThat(longest.delayAfter(false)).isEqualTo(seconds(most));
      assertThat(shortest.delayAfter(false))
          .isBetween(seconds(most).dividedBy(2), seconds(most).dividedBy(2).plusNanos(100));
    }
  }

  @Test
  void retry_delay_stays_bounded_in_long_outage() {
    RefreshSchedule plan = new RefreshSchedule(INTERVAL, new Random(1));
    for (int i = 0; i < 10; i++) {
      assertThat(plan.delayAfter(false)).isLessThanOrEqualTo(seconds(60));
    }

    for (int i = 0; i < 10_000; i++) {
      assertThat(plan.delayAfter(false)).isBetween(seconds(30), seconds(60));
    }
  }

  @Test
  void retry_delay_stays_below_a_short_interval() {
    RefreshSchedule plan = new RefreshSchedule(seconds(2), always(0));

    assertThat(plan.delayAfter(true)).isEqualTo(Duration.ofMillis(1800));
    for (int i = 0; i < 20; i++) {
      assertThat(plan.delayAfter(false)).isLessThanOrEqualTo(Duration.ofMillis(1800));
    }
  }

  @Test
  void success_resets_the_retry_delay() {
    RefreshSchedule plan = new RefreshSchedule(INTERVAL, always(0));
    for (int i = 0; i < 10; i++) {
      assertThat(plan.delayAfter(false)).isLessThanOrEqualTo(seconds(60));
    }
    assertThat(plan.delayAfter(true)).isEqualTo(seconds(270));

    assertThat(plan.delayAfter(false)).isZero();
    assertThat(plan.delayAfter(false)).isEqualTo(seconds(1));
    assertThat(plan.delayAfter(false)).isEqualTo(seconds(2));
  }

  @Test
  void nodes_use_different_refresh_delays() {
    Set<Duration> afterSuccess = new HashSet<>();
    Set<Duration> afterFailures = new HashSet<>();
    for (int node = 0; node < 100; node++) {
      RefreshSchedule plan = new RefreshSchedule(INTERVAL, new Random(node));
      afterSuccess.add(plan.delayAfter(true));
      assertThat(plan.delayAfter(false)).isZero();
      afterFailures.add(plan.delayAfter(false));
    }

    assertThat(afterSuccess).hasSize(100);
    assertThat(afterFailures).hasSize(100);
  }

  /** Returns the same random number each time, from 0 to below 1. */
  private static RandomGenerator always(double number) {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        return 0;
      }

      @Override
      public double nextDouble() {
        return number;
      }
    };
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
