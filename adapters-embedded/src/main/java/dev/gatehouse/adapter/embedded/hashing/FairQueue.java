package dev.gatehouse.adapter.embedded.hashing;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.Network;
import dev.gatehouse.domain.port.LoginQueue;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Limits how many attempts hash at the same time, and decides which one is next.
 *
 * <p>Attempts from known addresses come first. Among the others, the n-th attempt of every network
 * comes before the n+1-th of any. An IPv6 client counts by its blocks of 64, 56 and 48 bits. If the
 * queue is full, a new attempt takes the place of the last one, unless it would be the last itself.
 */
final class FairQueue implements LoginQueue {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  /** How long an attempt waits for its turn. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** How many attempts may wait for each turn. At about 45 ms per hash they are done in time. */
  private static final int CAPACITY_PER_TURN = 64;

  private static final Comparator<Waiting> ORDER =
      Comparator.comparing(Waiting::known, Comparator.reverseOrder())
          .thenComparingDouble(Waiting::rank)
          .thenComparingLong(Waiting::number);

  private final int turns;
  private final int capacity;
  private final int capacityPerNetwork;
  private final Duration patience;

  private final TreeSet<Waiting> queue = new TreeSet<>(ORDER);

  /** How many attempts of a network wait or have their turn. */
  private final Map<Network, Integer> present = new HashMap<>();

  private int running;
  private long arrived;
  private long refused;

  /**
   * An attempt in the queue.
   *
   * @param rank how many attempts of the networks were present before; the mean over its blocks
   * @param turn completes with true when it is the attempt's turn, with false if it lost its place
   */
  private record Waiting(
      List<Network> networks,
      boolean known,
      double rank,
      long number,
      CompletableFuture<Boolean> turn) {}

  /**
   * Creates a queue with the default capacity and patience.
   *
   * @param turns how many attempts run at the same time; positive
   */
  FairQueue(int turns) {
    this(turns, turns * CAPACITY_PER_TURN, PATIENCE);
  }

  /**
   * Creates a queue.
   *
   * @param turns how many attempts run at the same time; positive
   * @param capacity how many attempts may wait; at least 2. Half of them may be of one network.
   * @param patience how long an attempt waits
   */
  FairQueue(int turns, int capacity, Duration patience) {
    this.turns = turns;
    this.capacity = capacity;
    this.capacityPerNetwork = capacity / 2;
    this.patience = patience;
  }

  @Override
  public Turn await(Caller caller, boolean known) {
    Waiting waiting = enter(caller.address().networks(), known);
    try {
      if (waiting.turn().get(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        return () -> leave(waiting);
      }
      throw overloaded("the attempt lost its place in the queue");
    } catch (TimeoutException _) {
      return giveUp(waiting, overloaded("it was not the attempt's turn within " + patience));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return giveUp(
          waiting,
          IdentityProviderUnavailableException.unavailable(
              "interrupted while waiting in the queue", RETRY_AFTER, e));
    } catch (ExecutionException e) {
      throw new IllegalStateException("a turn never fails", e);
    }
  }

  private synchronized Waiting enter(List<Network> networks, boolean known) {
    double rank =
        networks.stream().mapToInt(network -> present.getOrDefault(network, 0)).average().orElse(0);
    Waiting waiting = new Waiting(networks, known, rank, arrived++, new CompletableFuture<>());
    boolean tooMany =
        networks.stream()
            .anyMatch(network -> present.getOrDefault(network, 0) >= capacityPerNetwork);
    boolean last = queue.size() >= capacity && ORDER.compare(queue.last(), waiting) < 0;
    if (tooMany || last) {
      refused++;
      throw overloaded("too many attempts are waiting");
    }
    networks.forEach(network -> present.merge(network, 1, Integer::sum));
    queue.add(waiting);
    if (queue.size() > capacity) {
      remove(queue.pollLast());
    }
    startNext();
    return waiting;
  }

  private void remove(Waiting displaced) {
    refused++;
    forget(displaced);
    displaced.turn().complete(false);
  }

  private void startNext() {
    while (running < turns && !queue.isEmpty()) {
      running++;
      queue.pollFirst().turn().complete(true);
    }
  }

  /** Leaves the queue; returns the turn if it came in this moment. */
  private synchronized Turn giveUp(Waiting waiting, IdentityProviderUnavailableException reason) {
    if (queue.remove(waiting)) {
      refused++;
      forget(waiting);
      throw reason;
    }
    if (waiting.turn().join()) {
      return () -> leave(waiting);
    }
    throw reason;
  }

  private synchronized void leave(Waiting done) {
    forget(done);
    running--;
    startNext();
  }

  private void forget(Waiting gone) {
    gone.networks()
        .forEach(network -> present.computeIfPresent(network, (_, n) -> n == 1 ? null : n - 1));
  }

  private static IdentityProviderUnavailableException overloaded(String reason) {
    return IdentityProviderUnavailableException.overloaded(reason, RETRY_AFTER);
  }

  /** Returns the load of the queue and of the threads that compute the hashes. */
  synchronized WorkerPoolState state(WorkerPool threads) {
    WorkerPoolState state = threads.state();
    return new WorkerPoolState(
        queue.size() + state.queued(),
        capacity,
        state.active(),
        state.threads(),
        refused + state.refused());
  }
}
