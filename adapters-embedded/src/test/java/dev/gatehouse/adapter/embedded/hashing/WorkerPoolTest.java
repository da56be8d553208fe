package dev.gatehouse.adapter.embedded.hashing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.IdentityProviderUnavailableException.Reason;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class WorkerPoolTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(20);

  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void releaseEverything() {
    release.countDown();
    callers.close();
  }

  @Test
  void task_of_virtual_thread_runs_on_platform_thread() throws Exception {
    try (WorkerPool workers = new WorkerPool(1)) {
      Future<Boolean> virtual =
          callers.submit(() -> workers.run(() -> Thread.currentThread().isVirtual()));

      assertThat(virtual.get()).isFalse();
    }
  }

  @Test
  void failure_of_the_task_is_thrown_to_the_caller() {
    IllegalStateException failure = new IllegalStateException("no");
    try (WorkerPool workers = new WorkerPool(1)) {
      assertThatThrownBy(
              () ->
                  workers.run(
                      () -> {
                        throw failure;
                      }))
          .isSameAs(failure);
    }
  }

  @Test
  void task_is_refused_when_threads_and_queue_are_full() throws Exception {
    try (WorkerPool workers = new WorkerPool(1, 1, LONG)) {
      Future<String> running = occupy(workers);
      ExecutorCompletionService<Reason> answers = new ExecutorCompletionService<>(callers);
      for (int i = 0; i < 3; i++) {
        answers.submit(() -> refusal(workers, () -> "queued"));
      }

      assertThat(answers.take().get()).isEqualTo(Reason.OVERLOADED);
      assertThat(answers.take().get()).isEqualTo(Reason.OVERLOADED);
      assertThat(answers.poll()).isNull();
      assertThat(running).isNotDone();
      assertThat(workers.state()).isEqualTo(new WorkerPoolState(1, 1, 1, 1, 2));
      release.countDown();
      assertThat(running.get()).isEqualTo("done");
    }
  }

  @Test
  void time_out_ends_the_wait_and_drops_the_task() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    try (WorkerPool workers = new WorkerPool(1, 1, SHORT)) {
      Future<String> running = occupy(workers);

      assertThat(refusal(workers, () -> done.getAndSet(true))).isEqualTo(Reason.UNAVAILABLE);
      assertThat(refusal(workers, () -> done.getAndSet(true)))
          .as("the first one's place in the queue is free again")
          .isEqualTo(Reason.UNAVAILABLE);

      assertThatThrownBy(running::get)
          .hasCauseInstanceOf(IdentityProviderUnavailableException.class);
      release.countDown();
    }
    assertThat(done).isFalse();
  }

  @Test
  void interrupted_caller_gets_an_exception_and_stays_interrupted() {
    try (WorkerPool workers = new WorkerPool(1, 1, LONG)) {
      Thread.currentThread().interrupt();

      assertThat(refusal(workers, this::untilReleased)).isEqualTo(Reason.UNAVAILABLE);

      assertThat(Thread.interrupted()).isTrue();
      release.countDown();
    }
  }

  @Test
  void closing_completes_accepted_tasks_and_refuses_new_ones() throws Exception {
    WorkerPool workers = new WorkerPool(1, 1, LONG);
    Future<String> running = occupy(workers);
    ExecutorCompletionService<String> answers = new ExecutorCompletionService<>(callers);
    answers.submit(() -> workers.run(() -> "one"));
    answers.submit(() -> workers.run(() -> "one"));
    assertThat(answers.take().state()).as("the other is queued").isEqualTo(Future.State.FAILED);

    Future<?> closing = callers.submit(workers::close);
    while (refusal(workers, () -> "late") == Reason.OVERLOADED) {
      Thread.onSpinWait();
    }
    assertThat(refusal(workers, () -> "late")).isEqualTo(Reason.UNAVAILABLE);
    assertThat(closing).isNotDone();
    release.countDown();
    closing.get();

    assertThat(running.get()).isEqualTo("done");
    assertThat(answers.take().get()).isEqualTo("one");
  }

  /** Occupies the only thread. */
  private Future<String> occupy(WorkerPool workers) throws InterruptedException {
    Future<String> running = callers.submit(() -> workers.run(this::untilReleased));
    started.await();
    return running;
  }

  private String untilReleased() {
    started.countDown();
    try {
      release.await();
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts workers", e);
    }
    return "done";
  }

  private static Reason refusal(WorkerPool workers, Supplier<?> work) {
    var refused =
        catchThrowableOfType(IdentityProviderUnavailableException.class, () -> workers.run(work));
    assertThat(refused.retryAfter()).isPositive();
    return refused.reason();
  }
}
