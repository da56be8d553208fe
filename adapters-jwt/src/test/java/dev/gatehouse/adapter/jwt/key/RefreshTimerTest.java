package dev.gatehouse.adapter.jwt.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.adapter.jwt.JwksTokenVerifier;
import dev.gatehouse.adapter.jwt.VerifierSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class RefreshTimerTest {
  @Test
  void task_runs_on_a_daemon_thread() throws InterruptedException {
    AtomicReference<Thread> ranOn = new AtomicReference<>();
    CountDownLatch ran = new CountDownLatch(1);
    try (RefreshTimer timer = RefreshTimer.onThreads(1)) {
      timer.schedule(
          Duration.ofNanos(1),
          () -> {
            ranOn.set(Thread.currentThread());
            ran.countDown();
          });
      ran.await();
    }
    assertThat(ranOn.get()).isNotSameAs(Thread.currentThread());
    assertThat(ranOn.get().isDaemon()).isTrue();
  }

  @Test
  void blocked_task_delays_no_other_task_and_is_interrupted() throws InterruptedException {
    CountDownLatch ran = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    try (RefreshTimer timer = RefreshTimer.onThreads(2)) {
      timer.schedule(
          Duration.ZERO,
          () -> {
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException _) {
              interrupted.countDown();
            }
          });
      timer.schedule(Duration.ZERO, ran::countDown);
      ran.await();
    }
    interrupted.await();
    assertThat(interrupted.getCount()).isZero();
  }

  @Test
  void closed_timer_runs_no_task_and_throws_no_exception() {
    AtomicInteger runs = new AtomicInteger();
    RefreshTimer timer = RefreshTimer.onThreads(1);
    timer.schedule(Duration.ofDays(1), runs::incrementAndGet);
    timer.close();

    assertThatCode(() -> timer.schedule(Duration.ZERO, runs::incrementAndGet))
        .doesNotThrowAnyException();
    assertThat(runs).hasValue(0);
  }

  @Test
  void verifier_without_an_issuer_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new JwksTokenVerifier(
                    List.of(), VerifierSettings.DEFAULT, () -> Instant.EPOCH, new Random()));
  }
}
