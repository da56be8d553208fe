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
 * <p>Attempts from known addresses come first. Otherwise networks take turns, and each network's
 * attempts keep their order (start-time fair queueing: Goyal, Vin, Cheng, SIGCOMM 1996). An IPv6
 * client counts by its blocks of 64, 56 and 48 bits. If the queue is full, a new attempt takes the
 * place of the last one, unless it would be the last itself.
 */
final class FairQueue implements LoginQueue {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  /** How long an attempt waits for its turn. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** How many attempts may wait for each turn. At about 20 ms per hash they are done in time. */
  private static final int CAPACITY_PER_TURN = 64;

  private static final Comparator<Waiting> ORDER =
      Comparator.comparing(Waiting::known, Comparator.reverseOrder())
          .thenComparingDouble(Waiting::round)
          .thenComparingLong(Waiting::number);

  private final int turns;
  private final int capacity;
  private final int capacityPerNetwork;
  private final Duration patience;

  private final TreeSet<Waiting> queue = new TreeSet<>(ORDER);

  /** The networks with attempts that wait or have their turn. */
  private final Map<Network, Share> shares = new HashMap<>();

  /** The round of the latest attempt that got its turn. */
  private double round;

  private int running;
  private long arrived;
  private long refused;

  /**
   * An attempt in the queue.
   *
   * @param round when it is the attempt's turn; the mean over the client's networks
   * @param turn completes with true when it is the attempt's turn, with false if it lost its place
   */
  private record Waiting(
      List<Network> networks,
      boolean known,
      double round,
      long number,
      CompletableFuture<Boolean> turn) {}

  /** What a network has in the queue. */
  private static final class Share {
    private int attempts;
    private double nextRound;
  }

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
    double turn = networks.stream().mapToDouble(this::nextRound).average().orElse(round);
    Waiting waiting = new Waiting(networks, known, turn, arrived++, new CompletableFuture<>());
    boolean tooMany = networks.stream().anyMatch(this::isFull);
    boolean last = queue.size() >= capacity && ORDER.compare(queue.last(), waiting) < 0;
    if (tooMany || last) {
      refused++;
      throw overloaded("too many attempts are waiting");
    }
    for (Network network : networks) {
      double next = nextRound(network) + 1;
      Share share = shares.computeIfAbsent(network, _ -> new Share());
      share.attempts++;
      share.nextRound = next;
    }
    queue.add(waiting);
    if (queue.size() > capacity) {
      remove(queue.pollLast());
    }
    startNext();
    return waiting;
  }

  private double nextRound(Network network) {
    Share share = shares.get(network);
    return share == null ? round : Math.max(round, share.nextRound);
  }

  private boolean isFull(Network network) {
    Share share = shares.get(network);
    return share != null && share.attempts >= capacityPerNetwork;
  }

  private void remove(Waiting displaced) {
    refused++;
    forget(displaced);
    displaced.turn().complete(false);
  }

  private void startNext() {
    while (running < turns && !queue.isEmpty()) {
      running++;
      Waiting next = queue.pollFirst();
      round = Math.max(round, next.round());
      next.turn().complete(true);
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
    for (Network network : gone.networks()) {
      shares.computeIfPresent(network, (_, share) -> --share.attempts == 0 ? null : share);
    }
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
