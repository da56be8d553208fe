package dev.gatehouse.bootstrap.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class StopDeadlineTest {
  private final CountDownLatch halted = new CountDownLatch(1);

  private boolean isHalted() throws InterruptedException {
    return halted.await(20, TimeUnit.SECONDS);
  }

  @Test
  void process_is_ended_after_a_report_of_where_the_stop_hangs() throws InterruptedException {
    BlockingQueue<Throwable> reported = new LinkedBlockingQueue<>();
    new StopDeadline(reported::add, halted::countDown).start(Duration.ofMillis(1));

    // This thread is the one that hangs.
    assertThat(isHalted()).isTrue();
    assertThat(reported.remove().getStackTrace())
        .anyMatch(frame -> frame.getMethodName().equals("isHalted"));
  }

  @Test
  void process_is_ended_even_if_the_report_hangs() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    new StopDeadline(
            _ -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            },
            halted::countDown)
        .start(Duration.ofMillis(1));

    assertThat(isHalted()).isTrue();
    never.countDown();
  }

  @Test
  void process_has_the_whole_time_to_stop() {
    long begin = System.nanoTime();
    new StopDeadline(_ -> {}, halted::countDown).start(Duration.ofMillis(300));

    assertThat(halted.getCount()).isEqualTo(1);
    while (halted.getCount() > 0) {
      Thread.onSpinWait();
    }
    assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(300_000_000L);
  }
}
