package dev.gatehouse.adapter.redis;

import dev.gatehouse.domain.port.RevocationLog;
import dev.gatehouse.domain.port.RevokedTokens;
import dev.gatehouse.domain.session.Revocation;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisException;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.sync.RedisCommands;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A stream of revocations that all nodes append to and read. An entry is kept until the tokens that
 * it revokes have expired.
 *
 * <p>A thread reads what is still in force, and then waits for new entries. After an interruption
 * it goes on where it was.
 */
final class RedisRevocations implements RevocationLog, AutoCloseable {
  private static final Logger LOG = System.getLogger(RedisRevocations.class.getName());

  private static final String STREAM = SharedStore.TAG + ":revocations";
  private static final Duration KEPT = RevokedTokens.KEPT.plus(Duration.ofHours(1));
  private static final int PAGE = 1000;

  /** How long one read waits for a new entry. Shorter than the patience of a connection. */
  private static final Duration WAIT = Duration.ofMillis(250);

  /** A thread that runs reads much more often. */
  private static final Duration STOOD_STILL = Duration.ofSeconds(1);

  private static final Duration RETRIED_AFTER = Duration.ofMillis(100);
  private static final int MAX_UNSENT = 10_000;

  private final SharedStore store;
  private final RevokedTokens revoked;
  private final InstantSource clock;
  private final LinkedBlockingQueue<Revocation> unsent = new LinkedBlockingQueue<>(MAX_UNSENT);
  private final Thread thread;
  private volatile EntryId last;
  private volatile boolean read;
  private volatile Instant readAt;

  /** When a caller last tried to catch up. */
  private volatile Instant triedAt = Instant.EPOCH;

  private volatile boolean closed;

  /** Creates a node that does not read yet. */
  RedisRevocations(SharedStore store, RevokedTokens revoked, InstantSource clock) {
    this.store = store;
    this.revoked = revoked;
    this.clock = clock;
    this.last = oldest();
    this.readAt = clock.instant();
    this.thread = Thread.ofPlatform().daemon().name("shared-revocations").unstarted(this::follow);
  }

  /**
   * Starts to read.
   *
   * @param revoked gets the revocations of all nodes
   */
  static RedisRevocations open(SharedStore store, RevokedTokens revoked, InstantSource clock) {
    RedisRevocations revocations = new RedisRevocations(store, revoked, clock);
    revocations.thread.start();
    return revocations;
  }

  /** Returns whether all revocations in force at the start have been read. */
  boolean isRead() {
    return read;
  }

  /** Returns how many revocations wait for the store. */
  int unsent() {
    return unsent.size();
  }

  /** Returns the time since the last read; since the start, if there was none. */
  Duration lag() {
    return Duration.between(readAt, clock.instant());
  }

  /**
   * Reads what other nodes have revoked, if this process stood still since the last read. If the
   * store is away, callers do not wait again for it within a second.
   */
  void catchUp() {
    Instant now = clock.instant();
    if ((read && lag().compareTo(STOOD_STILL) < 0)
        || Duration.between(triedAt, now).compareTo(STOOD_STILL) < 0) {
      return;
    }
    triedAt = now;
    store.reconnect();
    try {
      EntryId from = last;
      List<StreamMessage<String, String>> entries;
      do {
        entries = entriesAfter(from);
        entries.forEach(this::add);
        from = entries.isEmpty() ? from : EntryId.parse(entries.getLast().getId());
      } while (entries.size() == PAGE);
      read = true;
      readAt = clock.instant();
    } catch (UnavailableException e) {
      LOG.log(Level.DEBUG, "The revocations of other nodes cannot be read", e);
    }
  }

  @SuppressWarnings("unchecked") // an array of one generic type
  private List<StreamMessage<String, String>> entriesAfter(EntryId id) throws UnavailableException {
    return store.ask(
        commands ->
            commands.xread(
                XReadArgs.Builder.count(PAGE), StreamOffset.from(STREAM, id.toString())));
  }

  @Override
  public boolean append(List<Revocation> revocations) {
    if (send(revocations)) {
      return true;
    }
    for (Revocation revocation : revocations) {
      if (!unsent.offer(revocation)) {
        LOG.log(Level.ERROR, "Too many revocations wait for the shared store; one is lost");
      }
    }
    return false;
  }

  private boolean send(List<Revocation> revocations) {
    try {
      store.askForReplicas(commands -> append(commands, revocations));
      return true;
    } catch (UnavailableException _) {
      return false;
    }
  }

  private CompletionStage<String> append(
      RedisAsyncCommands<String, String> commands, List<Revocation> revocations) {
    XAddArgs trimmed = new XAddArgs().minId(oldest().toString()).approximateTrimming();
    CompletionStage<String> id =
        commands.xadd(STREAM, trimmed, RevocationFields.of(revocations.getFirst()));
    for (Revocation next : revocations.subList(1, revocations.size())) {
      id = id.thenCombine(commands.xadd(STREAM, RevocationFields.of(next)), (_, other) -> other);
    }
    return id;
  }

  private EntryId oldest() {
    return new EntryId(clock.instant().minus(KEPT).toEpochMilli(), 0);
  }

  private void follow() {
    try {
      while (!closed) {
        try {
          store.master().ifPresent(this::follow);
        } catch (RedisException e) {
          LOG.log(Level.DEBUG, "The revocations of other nodes cannot be read", e);
        } catch (RuntimeException e) {
          // An exception would end the thread.
          LOG.log(Level.ERROR, "The revocations of other nodes cannot be read", e);
        }
        Thread.sleep(RETRIED_AFTER);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow(Master master) {
    try (StatefulRedisConnection<String, String> connection = store.open(master)) {
      RedisCommands<String, String> commands = connection.sync();
      beginAgainIfEmptied(commands);
      while (!closed && store.master().filter(master::isSameServer).isPresent()) {
        List<StreamMessage<String, String>> entries = next(commands);
        for (StreamMessage<String, String> entry : entries) {
          add(entry);
          last = EntryId.parse(entry.getId());
        }
        readAt = clock.instant();
        read |= entries.size() < PAGE;
        sendUnsent();
      }
    }
  }

  @SuppressWarnings("unchecked") // an array of one generic type
  private List<StreamMessage<String, String>> next(RedisCommands<String, String> commands) {
    return commands.xread(
        XReadArgs.Builder.block(read ? WAIT : Duration.ofMillis(1)).count(PAGE),
        StreamOffset.from(STREAM, last.toString()));
  }

  /** A store that lost its data may give out smaller numbers than before. */
  private void beginAgainIfEmptied(RedisCommands<String, String> commands) {
    List<StreamMessage<String, String>> newest =
        commands.xrevrange(STREAM, Range.unbounded(), Limit.from(1));
    if (newest.isEmpty() || EntryId.parse(newest.getFirst().getId()).compareTo(last) < 0) {
      last = oldest();
    }
  }

  private void add(StreamMessage<String, String> entry) {
    try {
      revoked.revoke(RevocationFields.read(entry.getBody()));
    } catch (IllegalArgumentException | DateTimeException e) {
      LOG.log(
          Level.ERROR,
          "The revocation {0} of another node is not valid: {1}",
          entry.getId(),
          e.getMessage());
    }
  }

  private void sendUnsent() {
    List<Revocation> waiting = new ArrayList<>();
    unsent.drainTo(waiting, PAGE);
    if (!waiting.isEmpty() && !append(waiting)) {
      LOG.log(Level.DEBUG, "{0} revocations still wait for the shared store", unsent.size());
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
