package dev.gatehouse.adapter.redis;

import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.audit.StoredUserEvent;
import dev.gatehouse.domain.audit.UserEvent;
import dev.gatehouse.domain.audit.UserEvent.UserDeleted;
import dev.gatehouse.domain.port.UserEventInboxes;
import dev.gatehouse.domain.port.UserEvents;
import io.lettuce.core.Range;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stores events about users for all nodes: a stream for each listener.
 *
 * <p>A deletion is stored before the user is deleted. If no event follows in time, a thread asks
 * the identity provider whether the user exists, and publishes the event if not.
 */
final class RedisUserEvents implements UserEvents, UserEventInboxes, AutoCloseable {
  private static final Logger LOG = System.getLogger(RedisUserEvents.class.getName());

  /** The listeners, by the time at which they last asked for events. */
  static final String LISTENERS = SharedStore.TAG + ":listeners";

  /** The user name and the time of each announced deletion, by subject. */
  private static final String DELETIONS = SharedStore.TAG + ":deletions";

  /** 111 MB in Redis 7.0 ({@code MEMORY USAGE}). Beyond it, the oldest events are lost. */
  private static final int MAX_EVENTS_PER_LISTENER = 1_000_000;

  private static final int MAX_UNSENT = 10_000;

  /** Longer than a deletion takes: 5 s at most for the call, and less than 2 s for the rest. */
  private static final Duration SETTLED_AFTER = Duration.ofSeconds(20);

  private static final Duration CHECKED_EVERY = Duration.ofSeconds(1);

  private final SharedStore store;
  private final String node = UUID.randomUUID().toString();
  private final InstantSource clock;
  private final LinkedBlockingQueue<UserEvent> unsent = new LinkedBlockingQueue<>(MAX_UNSENT);
  private final CountDownLatch closed = new CountDownLatch(1);

  RedisUserEvents(SharedStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Starts the thread that stores what waits, and settles the deletions of dead nodes.
   *
   * @param users finds the subject of a name; null if there is no such user
   */
  void settle(Function<Username, @Nullable Subject> users) {
    Thread.ofPlatform().daemon().name("shared-events").start(() -> watch(users));
  }

  /** {@inheritDoc} While the store is away, the inbox opens with the first events asked for. */
  @Override
  public Inbox open(Listener listener) {
    store.tell(commands -> commands.zadd(LISTENERS, (double) clock.millis(), listener.name()));
    return new RedisInbox(store, listener.name(), node, clock);
  }

  /** Returns how many events wait for the store. */
  int unsent() {
    return unsent.size();
  }

  @Override
  public boolean announceDeletion(Subject subject, Username username) {
    String announcement = new Announcement(clock.instant(), username.value()).toString();
    try {
      store.askForReplicas(commands -> commands.hset(DELETIONS, subject.value(), announcement));
      return true;
    } catch (UnavailableException _) {
      return false;
    }
  }

  @Override
  public void publish(UserEvent event) {
    if (!send(event) && !unsent.offer(event)) {
      LOG.log(Level.ERROR, "Too many events wait for the shared store; {0} is lost", event);
    }
  }

  private boolean send(UserEvent event) {
    Range<Long> recently =
        Range.from(
            Range.Boundary.including(clock.instant().minus(KEPT).toEpochMilli()),
            Range.Boundary.unbounded());
    try {
      List<String> listeners = store.ask(commands -> commands.zrangebyscore(LISTENERS, recently));
      if (!listeners.isEmpty() || event instanceof UserDeleted) {
        store.askForReplicas(commands -> append(commands, listeners, event));
      }
      return true;
    } catch (UnavailableException _) {
      return false;
    }
  }

  private static CompletionStage<Long> append(
      RedisAsyncCommands<String, String> commands, List<String> listeners, UserEvent event) {
    XAddArgs bounded = new XAddArgs().maxlen(MAX_EVENTS_PER_LISTENER).approximateTrimming();
    Map<String, String> fields = RedisInbox.fields(StoredUserEvent.of(event));
    CompletionStage<Long> done = CompletableFuture.completedStage(0L);
    for (String listener : listeners) {
      done =
          done.thenCombine(
              commands.xadd(RedisInbox.waiting(listener), bounded, fields), (count, _) -> count);
    }
    return event instanceof UserDeleted
        ? done.thenCombine(
            commands.hdel(DELETIONS, event.subject().value()), (_, removed) -> removed)
        : done;
  }

  /**
   * A deletion that may have been done.
   *
   * @param time when it was announced
   */
  private record Announcement(Instant time, String username) {
    static Announcement parse(String text) {
      int space = text.indexOf(' ');
      return new Announcement(
          Instant.ofEpochMilli(Long.parseLong(text.substring(0, space))),
          text.substring(space + 1));
    }

    @Override
    public String toString() {
      return time.toEpochMilli() + " " + username;
    }
  }

  private void watch(Function<Username, @Nullable Subject> users) {
    try {
      while (!closed.await(CHECKED_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        check(users);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void check(Function<Username, @Nullable Subject> users) {
    try {
      sendUnsent();
      settleOld(users);
      removeOldListeners();
    } catch (UnavailableException | IdentityProviderUnavailableException e) {
      LOG.log(Level.DEBUG, "Events about users wait", e);
    } catch (RuntimeException e) {
      // An exception would end the thread.
      LOG.log(Level.ERROR, "Events about users cannot be stored", e);
    }
  }

  private void sendUnsent() {
    UserEvent next = unsent.peek();
    while (next != null && send(next)) {
      unsent.remove(next);
      next = unsent.peek();
    }
  }

  /** Publishes or forgets the deletions that were announced, but not published in time. */
  void settleOld(Function<Username, @Nullable Subject> users) throws UnavailableException {
    Instant latest = clock.instant().minus(SETTLED_AFTER);
    for (Map.Entry<String, String> entry :
        store.ask(commands -> commands.hgetall(DELETIONS)).entrySet()) {
      Announcement announced = Announcement.parse(entry.getValue());
      if (announced.time().isBefore(latest)) {
        Subject subject = new Subject(entry.getKey());
        if (subject.equals(users.apply(new Username(announced.username())))) {
          withdraw(entry);
        } else {
          LOG.log(Level.INFO, "The node that deleted {0} did not publish it", subject);
          publish(new UserDeleted(subject));
        }
      }
    }
  }

  /** Does nothing if the deletion was announced again meanwhile. */
  private void withdraw(Map.Entry<String, String> entry) throws UnavailableException {
    store.ask(Script.WITHDRAW.on(List.of(DELETIONS), List.of(entry.getKey(), entry.getValue())));
  }

  private void removeOldListeners() throws UnavailableException {
    Range<Long> old =
        Range.from(
            Range.Boundary.unbounded(),
            Range.Boundary.excluding(clock.instant().minus(KEPT).toEpochMilli()));
    for (String listener : store.ask(commands -> commands.zrangebyscore(LISTENERS, old))) {
      store.ask(
          commands ->
              commands
                  .del(RedisInbox.keys(listener))
                  .thenCombine(commands.zrem(LISTENERS, listener), (_, removed) -> removed));
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
