package dev.gatehouse.adapter.embedded.hashing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.IdentityProviderUnavailableException.Reason;
import dev.gatehouse.domain.port.LoginQueue.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class FairQueueTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final String OFFICE = "192.0.2.1";
  private static final String HOME = "192.0.2.2";

  @AutoClose private final WorkerPool threads = new WorkerPool(1);
  private final FairQueue queue = new FairQueue(1, 8, LONG);
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  /** The names of the attempts, in the order in which they ended. */
  private final List<String> ended = Collections.synchronizedList(new ArrayList<>());

  private final List<String> refused = Collections.synchronizedList(new ArrayList<>());

  private Turn running;

  /** One attempt runs, so that all others wait. */
  @BeforeEach
  void occupyTheOnlyTurn() {
    running = queue.await(caller("198.51.100.1"), false);
  }

  @AfterEach
  void endAll() {
    if (!callers.isTerminated()) {
      running.close();
      callers.close();
    }
  }

  private static Caller caller(String address) {
    return new Caller("r", ClientAddress.of(address));
  }

  /** Begins an attempt and waits until it is in the queue or refused. */
  private void begin(String name, String address, boolean known) {
    begin(name, address, known, () -> {});
  }

  /** What an attempt does while it has its turn. */
  @FunctionalInterface
  private interface Work {
    void run() throws InterruptedException;
  }

  private void begin(String name, String address, boolean known, Work work) {
    WorkerPoolState before = queue.state(threads);
    callers.execute(
        () -> {
          try (Turn _ = queue.await(caller(address), known)) {
            ended.add(name);
            work.run();
          } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts attempts", e);
          } catch (IdentityProviderUnavailableException e) {
            assertThat(e.reason()).isEqualTo(Reason.OVERLOADED);
            refused.add(name);
          }
        });
    while (queue.state(threads).equals(before)) {
      Thread.onSpinWait();
    }
  }

  private List<String> endedInOrder() {
    endAll();
    return List.copyOf(ended);
  }

  @Test
  void networks_take_turns() {
    begin("office 1", OFFICE, false);
    begin("office 2", OFFICE, false);
    begin("office 3", OFFICE, false);
    begin("home 1", HOME, false);
    begin("home 2", HOME, false);

    assertThat(endedInOrder())
        .containsExactly("office 1", "home 1", "office 2", "home 2", "office 3");
  }

  @Test
  void later_attempts_of_a_network_do_not_overtake_earlier_ones() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    begin("office 1", OFFICE, false);
    begin("office 2", OFFICE, false);
    begin(
        "office 3",
        OFFICE,
        false,
        () -> {
          reached.countDown();
          release.await();
        });
    begin("office 4", OFFICE, false);
    running.close();
    reached.await();
    begin("office 5", OFFICE, false);
    release.countDown();
    callers.close();

    assertThat(ended).containsExactly("office 1", "office 2", "office 3", "office 4", "office 5");
  }

  @Test
  void attempts_from_known_addresses_come_first() {
    begin("stranger", OFFICE, false);
    begin("owner", HOME, true);

    assertThat(endedInOrder()).containsExactly("owner", "stranger");
  }

  @Test
  void networks_of_one_ipv6_block_share_their_turns() {
    for (int i = 1; i <= 3; i++) {
      begin("block " + i, "2001:db8:0:%x::1".formatted(i), false);
    }
    begin("neighbour in the site", "2001:db8:0:100::1", false);
    begin("home", HOME, false);

    assertThat(endedInOrder())
        .containsExactly("block 1", "home", "block 2", "neighbour in the site", "block 3");
  }

  @Test
  void one_network_can_take_half_of_the_places() {
    for (int i = 1; i <= 5; i++) {
      begin("office " + i, OFFICE, false);
    }

    assertThat(endedInOrder()).containsExactly("office 1", "office 2", "office 3", "office 4");
    assertThat(refused).containsExactly("office 5");
  }

  @Test
  void attempt_takes_the_place_of_a_later_one_in_a_full_queue() {
    for (int i = 1; i <= 4; i++) {
      begin("office " + i, OFFICE, false);
      begin("home " + i, HOME, false);
    }
    begin("stranger", "192.0.2.3", false);
    begin("owner", "192.0.2.4", true);
    begin("home 5", HOME, false);

    assertThat(endedInOrder())
        .containsExactly(
            "owner", "office 1", "home 1", "stranger", "office 2", "home 2", "office 3", "home 3");
    assertThat(refused).containsExactlyInAnyOrder("office 4", "home 4", "home 5");
    assertThat(queue.state(threads).refused()).isEqualTo(3);
  }

  @Test
  void several_attempts_run_at_the_same_time() {
    FairQueue wide = new FairQueue(2, 8, LONG);
    try (Turn _ = wide.await(caller(OFFICE), false);
        Turn _ = wide.await(caller(OFFICE), false)) {
      assertThat(wide.state(threads).queued()).isZero();
    }
  }

  @Test
  void attempt_that_waits_too_long_leaves_its_place() {
    FairQueue impatient = new FairQueue(1, 2, Duration.ofMillis(20));
    try (Turn _ = impatient.await(caller(OFFICE), false)) {
      for (int i = 0; i < 3; i++) {
        assertThat(refusal(impatient)).isEqualTo(Reason.OVERLOADED);
      }
    }

    assertThat(impatient.state(threads).queued()).isZero();
    assertThat(impatient.state(threads).refused()).isEqualTo(3);
    try (Turn turn = impatient.await(caller(HOME), false)) {
      assertThat(turn).isNotNull();
    }
  }

  @Test
  void interrupted_attempt_leaves_its_place_and_stays_interrupted() {
    Thread.currentThread().interrupt();

    assertThat(refusal(queue)).isEqualTo(Reason.UNAVAILABLE);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(queue.state(threads).queued()).isZero();
  }

  private static Reason refusal(FairQueue queue) {
    var refused =
        catchThrowableOfType(
            IdentityProviderUnavailableException.class, () -> queue.await(caller(HOME), false));
    assertThat(refused.retryAfter()).isPositive();
    return refused.reason();
  }
}
