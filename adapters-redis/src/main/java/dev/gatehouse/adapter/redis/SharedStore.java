package dev.gatehouse.adapter.redis;

import dev.gatehouse.domain.limit.HashedKey;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The store that all nodes share: one master of Redis or Valkey. All keys have the same hash tag,
 * so in a cluster they are on the same master.
 *
 * <p>A thread looks for the master, connects to it, and checks it four times per second. A request
 * never waits for that: without a connection, a question fails at once.
 */
final class SharedStore implements AutoCloseable {
  /** In a cluster it decides which master has the keys. */
  static final String TAG = "{gatehouse}";

  /** How long a request waits for an answer, at most once: then the connection counts as lost. */
  static final Duration TIMEOUT = Duration.ofMillis(200);

  private static final Duration CHECKED_EVERY = Duration.ofMillis(250);
  private static final Duration LOGGED_EVERY = Duration.ofMinutes(1);
  private static final Logger LOG = System.getLogger(SharedStore.class.getName());

  private final StoreClient client;
  private final AtomicReference<@Nullable Master> master = new AtomicReference<>();
  private final LongAdder answers = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private final Thread thread;
  private volatile boolean closed;
  private long loggedAt = System.nanoTime() - LOGGED_EVERY.toNanos();

  /** Commands whose result the caller waits for. */
  @FunctionalInterface
  interface Question<T> {
    CompletionStage<T> of(RedisAsyncCommands<String, String> commands);
  }

  private SharedStore(SharedStoreSettings settings) {
    this.client = new StoreClient(settings);
    this.thread = Thread.ofPlatform().daemon().name("shared-store").unstarted(this::watch);
  }

  /** Starts to look for the store; tries once before it returns. */
  static SharedStore open(SharedStoreSettings settings) {
    SharedStore store = new SharedStore(settings);
    store.check();
    store.thread.start();
    return store;
  }

  /** Returns whether the store answered the last question. */
  boolean isAvailable() {
    return master.get() != null;
  }

  /** Returns how many questions were answered. */
  long answers() {
    return answers.sum();
  }

  /** Returns how many questions were not answered. */
  long failures() {
    return failures.sum();
  }

  /** Returns the time that the answers took, together. */
  Duration took() {
    return Duration.ofNanos(nanos.sum());
  }

  static String key(String kind, HashedKey whose) {
    return TAG + ":" + kind + ":" + whose;
  }

  /** Returns the master; empty if the store does not answer. */
  Optional<Master> master() {
    return Optional.ofNullable(master.get());
  }

  /** Opens another connection to the master, for a command that blocks. */
  StatefulRedisConnection<String, String> open(Master to) {
    return client.connect(to.host());
  }

  /** Returns the answer, within {@link #TIMEOUT}. */
  <T> T ask(Question<T> question) throws UnavailableException {
    return answer(connected(), question);
  }

  /**
   * Returns the answer when a replica has the change, too, if there is one. Otherwise the change
   * would be lost with the master.
   */
  <T> T askForReplicas(Question<T> question) throws UnavailableException {
    Master asked = connected();
    if (asked.replicas() == 0) {
      return answer(asked, question);
    }
    return answer(
            asked,
            commands ->
                question
                    .of(commands)
                    .thenCombine(
                        commands.waitForReplication(1, TIMEOUT.toMillis() / 2),
                        (answer, replicas) ->
                            replicas == 0 ? Optional.<T>empty() : Optional.of(answer)))
        .orElseThrow(() -> new UnavailableException("no replica has the change", null));
  }

  private Master connected() throws UnavailableException {
    Master asked = master.get();
    if (asked == null) {
      failures.increment();
      throw new UnavailableException("not connected", null);
    }
    return asked;
  }

  private <T> T answer(Master asked, Question<T> question) throws UnavailableException {
    long begun = System.nanoTime();
    try {
      T answer =
          question
              .of(asked.commands())
              .toCompletableFuture()
              .get(TIMEOUT.toNanos(), TimeUnit.NANOSECONDS);
      answers.increment();
      nanos.add(System.nanoTime() - begun);
      return answer;
    } catch (TimeoutException | ExecutionException | RedisException e) {
      failures.increment();
      lost(asked, e);
      throw new UnavailableException("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("interrupted", e);
    }
  }

  /** Sends commands without waiting for the result. Does nothing while the store is away. */
  <T> void tell(Question<T> message) {
    Master told = master.get();
    if (told != null) {
      try {
        message
            .of(told.commands())
            .whenComplete(
                (_, failure) -> {
                  if (failure != null) {
                    lost(told, failure);
                  }
                });
      } catch (RedisException e) {
        lost(told, e);
      }
    }
  }

  /** Forgets the connection. One of the next checks, four per second, opens another one. */
  private void lost(Master which, Throwable failure) {
    if (master.compareAndSet(which, null) && !closed) {
      complain(failure);
      which.close();
    }
  }

  private synchronized void complain(Throwable failure) {
    if (System.nanoTime() - loggedAt >= LOGGED_EVERY.toNanos()) {
      loggedAt = System.nanoTime();
      LOG.log(
          Level.WARNING,
          "The shared store {0} does not answer, so limits count on this node only: {1}",
          client,
          failure);
    }
  }

  private void watch() {
    try {
      while (!closed) {
        Thread.sleep(CHECKED_EVERY);
        check();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Connects again if the connection was lost while this process stood still. */
  void reconnect() {
    check();
    if (!isAvailable()) {
      check();
    }
  }

  private void check() {
    Master known = master.get();
    try {
      if (known == null) {
        Master found = client.findMaster();
        if (master.compareAndSet(null, found)) {
          LOG.log(Level.INFO, "Connected to the shared store, {0}", found);
        } else {
          found.close();
        }
      } else {
        master.compareAndSet(known, known.examined());
      }
    } catch (RedisException e) {
      if (known == null) {
        complain(e);
      } else {
        lost(known, e);
      }
    } catch (RuntimeException e) {
      // An exception would end the thread.
      LOG.log(Level.ERROR, "The check of the shared store failed", e);
    }
  }

  /** Closes the connections. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    Master last = master.getAndSet(null);
    if (last != null) {
      last.close();
    }
    client.close();
  }
}
