package dev.gatehouse;

import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.Ticker;
import dev.gatehouse.domain.audit.UserEvent;
import dev.gatehouse.domain.port.UserEventInboxes;
import dev.gatehouse.domain.port.UserEventInboxes.Inbox;
import dev.gatehouse.domain.port.UserEventInboxes.Listener;
import dev.gatehouse.domain.port.UserEventInboxes.Size;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Hands events about users to the features, with a thread for each feature. */
public final class UserEventDelivery implements AutoCloseable {
  private static final Logger LOG = System.getLogger(UserEventDelivery.class.getName());
  private static final Duration ASKED_EVERY = Duration.ofMillis(250);
  private static final Duration MEASURED_EVERY = Duration.ofSeconds(10);
  private static final int MAX_REQUESTS = 100;
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(10);

  private final Ticker ticker;
  private final Map<String, Size> sizes = new ConcurrentHashMap<>();
  private final List<Worker> workers;
  private volatile boolean stopping;

  private UserEventDelivery(
      Map<String, Consumer<UserEvent>> handlers, UserEventInboxes inboxes, Ticker ticker) {
    this.ticker = ticker;
    this.workers =
        handlers.entrySet().stream()
            .map(
                entry ->
                    new Worker(
                        entry.getKey(),
                        inboxes.open(new Listener(entry.getKey())),
                        entry.getValue()))
            .toList();
  }

  /**
   * Starts the threads.
   *
   * @param handlers what handles the events, by the names of the features
   */
  static UserEventDelivery start(
      Map<String, Consumer<UserEvent>> handlers, UserEventInboxes inboxes, Ticker ticker) {
    UserEventDelivery delivery = new UserEventDelivery(handlers, inboxes, ticker);
    delivery.workers.forEach(worker -> worker.thread.start());
    return delivery;
  }

  /** Returns the sizes of the inboxes, by feature; at most 10 s old. */
  public Map<String, Size> sizes() {
    return Map.copyOf(sizes);
  }

  /** Hands over the events that are due. Returns whether the features handled them in time. */
  public boolean deliverAll(Duration within) {
    CountDownLatch done = new CountDownLatch(workers.size());
    for (Worker worker : workers) {
      if (!worker.requests.offer(done::countDown)) {
        return false;
      }
    }
    try {
      return done.await(within.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Stops after one more round, for which it waits 10 s at most. */
  @Override
  public void close() {
    stopping = true;
    long end = System.nanoTime() + STOPPED_WITHIN.toNanos();
    try {
      for (Worker worker : workers) {
        // Only wakes it up, which a full queue does, too.
        var _ = worker.requests.offer(() -> {});
        if (!worker.thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
          LOG.log(Level.WARNING, "{0} is interrupted while it handles events", worker.feature);
          worker.thread.interrupt();
        }
      }
    } catch (InterruptedException _) {
      workers.forEach(worker -> worker.thread.interrupt());
      Thread.currentThread().interrupt();
    }
  }

  private final class Worker {
    private final String feature;
    private final Inbox inbox;
    private final FeatureDelivery delivery;
    private final LinkedBlockingQueue<Runnable> requests = new LinkedBlockingQueue<>(MAX_REQUESTS);
    private final Thread thread;
    private long measuredAt = ticker.nanoTime() - MEASURED_EVERY.toNanos();

    private Worker(String feature, Inbox inbox, Consumer<UserEvent> handler) {
      this.feature = feature;
      this.inbox = inbox;
      this.delivery = new FeatureDelivery(feature, inbox, handler, ticker);
      this.thread = Thread.ofPlatform().daemon().name("events-for-" + feature).unstarted(this::run);
    }

    private void run() {
      try {
        while (!stopping) {
          Runnable answer = requests.poll(ASKED_EVERY.toMillis(), TimeUnit.MILLISECONDS);
          attempt(this::deliver);
          attempt(this::measure);
          if (answer != null) {
            answer.run();
          }
        }
        // Events that are kept in memory only have no other chance.
        attempt(this::deliver);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      } finally {
        attempt(inbox::close);
      }
    }

    private void deliver() {
      boolean more;
      do {
        more = delivery.round();
      } while (more && !stopping);
    }

    private void measure() {
      if (ticker.nanoTime() - measuredAt >= MEASURED_EVERY.toNanos()) {
        measuredAt = ticker.nanoTime();
        sizes.put(feature, inbox.size());
      }
    }

    private void attempt(Runnable work) {
      try {
        work.run();
      } catch (IdentityProviderUnavailableException e) {
        LOG.log(Level.DEBUG, "The events for {0} wait: {1}", feature, e.getMessage());
      } catch (RuntimeException e) {
        // An exception would end the thread.
        LOG.log(Level.ERROR, "The events for " + feature + " cannot be delivered", e);
      }
    }
  }
}
