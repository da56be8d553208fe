package dev.gatehouse.adapter.redis;

import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.audit.StoredUserEvent;
import dev.gatehouse.domain.port.UserEventInboxes.Inbox;
import dev.gatehouse.domain.port.UserEventInboxes.Size;
import dev.gatehouse.domain.port.UserEventInboxes.Waiting;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.SetArgs;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The inbox of a listener: a stream of events that wait, and one of those that were set aside. A
 * handled event is deleted.
 *
 * <p>One node at a time handles the events, so that those of a user stay in order: it holds a key
 * that expires. A consumer group would hand two events of one user to two nodes.
 */
final class RedisInbox implements Inbox {
  private static final Logger LOG = System.getLogger(RedisInbox.class.getName());
  private static final Duration HELD = Duration.ofSeconds(10);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final int PAGE = 1000;

  private static final String KIND = "kind";
  private static final String SUBJECT = "subject";
  private static final String SESSION = "session";

  private final SharedStore store;
  private final String listener;
  private final String node;
  private final InstantSource clock;
  private boolean begun;

  /**
   * Creates the inbox.
   *
   * @param node identifies this node
   */
  RedisInbox(SharedStore store, String listener, String node, InstantSource clock) {
    this.store = store;
    this.listener = listener;
    this.node = node;
    this.clock = clock;
  }

  private static String key(String kind, String listener) {
    return SharedStore.TAG + ":" + kind + ":" + listener;
  }

  /** Returns the key of the stream of events that wait. */
  static String waiting(String listener) {
    return key("events", listener);
  }

  private static String aside(String listener) {
    return key("events-aside", listener);
  }

  private static String tries(String listener) {
    return key("events-tries", listener);
  }

  private static String holder(String listener) {
    return key("events-holder", listener);
  }

  /** Returns all keys of a listener. */
  static String[] keys(String listener) {
    return new String[] {waiting(listener), aside(listener), tries(listener), holder(listener)};
  }

  static Map<String, String> fields(StoredUserEvent event) {
    Map<String, String> fields = new HashMap<>();
    fields.put(KIND, event.kind());
    fields.put(SUBJECT, event.subject());
    if (event.session() != null) {
      fields.put(SESSION, event.session());
    }
    return fields;
  }

  private <T> T ask(SharedStore.Question<T> question) {
    try {
      return store.ask(question);
    } catch (UnavailableException e) {
      throw IdentityProviderUnavailableException.unavailable(
          "the shared store does not answer", RETRY_AFTER, e);
    }
  }

  @Override
  public synchronized List<Waiting> next(int most) {
    if (!isHeldHere()) {
      return List.of();
    }
    if (!begun) {
      takeBackSetAside();
      begun = true;
    }
    return ask(
        commands ->
            commands
                .pexpire(holder(listener), HELD.toMillis())
                .thenCombine(
                    commands.xrange(waiting(listener), Range.unbounded(), Limit.from(most)),
                    (_, events) -> events)
                .thenCombine(commands.hgetall(tries(listener)), RedisInbox::waiting));
  }

  /** Takes the key if no node holds it. */
  private boolean isHeldHere() {
    @Nullable String holder =
        ask(
            commands ->
                commands
                    .zadd(RedisUserEvents.LISTENERS, (double) clock.millis(), listener)
                    .thenCombine(
                        commands.setGet(
                            holder(listener), node, SetArgs.Builder.nx().px(HELD.toMillis())),
                        (_, other) -> other));
    return holder == null || node.equals(holder);
  }

  private void takeBackSetAside() {
    List<StreamMessage<String, String>> events;
    do {
      events =
          ask(commands -> commands.xrange(aside(listener), Range.unbounded(), Limit.from(PAGE)));
      for (StreamMessage<String, String> event : events) {
        ask(
            commands ->
                move(commands, event.getBody(), event.getId(), aside(listener), waiting(listener)));
      }
    } while (!events.isEmpty());
  }

  /** Adds first, so that nothing is lost in between. */
  private static CompletionStage<Long> move(
      RedisAsyncCommands<String, String> commands,
      Map<String, String> fields,
      String id,
      String from,
      String to) {
    return commands.xadd(to, fields).thenCombine(commands.xdel(from, id), (_, removed) -> removed);
  }

  private static List<Waiting> waiting(
      List<StreamMessage<String, String>> events, Map<String, String> tries) {
    return events.stream().map(event -> waiting(event, tries)).filter(Objects::nonNull).toList();
  }

  /** Returns null for an event that this version does not know: a newer node will handle it. */
  private static @Nullable Waiting waiting(
      StreamMessage<String, String> event, Map<String, String> tries) {
    Map<String, String> fields = event.getBody();
    try {
      return new Waiting(
          event.getId(),
          new StoredUserEvent(
                  fields.getOrDefault(KIND, ""),
                  fields.getOrDefault(SUBJECT, ""),
                  fields.get(SESSION))
              .event(),
          Integer.parseInt(tries.getOrDefault(event.getId(), "0")));
    } catch (IllegalArgumentException e) {
      LOG.log(Level.WARNING, "The event {0} waits: {1}", event.getId(), e.getMessage());
      return null;
    }
  }

  @Override
  public void acknowledge(List<Waiting> handled) {
    String[] ids = handled.stream().map(Waiting::id).toArray(String[]::new);
    ask(
        commands ->
            commands
                .xdel(waiting(listener), ids)
                .thenCombine(commands.hdel(tries(listener), ids), (removed, _) -> removed));
  }

  @Override
  public void recordFailure(Waiting failed) {
    ask(commands -> commands.hincrby(tries(listener), failed.id(), 1));
  }

  @Override
  public void setAside(Waiting failed) {
    Map<String, String> fields = fields(StoredUserEvent.of(failed.event()));
    ask(
        commands ->
            move(commands, fields, failed.id(), waiting(listener), aside(listener))
                .thenCombine(commands.hdel(tries(listener), failed.id()), (removed, _) -> removed));
  }

  @Override
  public Size size() {
    return ask(
        commands ->
            commands
                .xlen(waiting(listener))
                .thenCombine(commands.xlen(aside(listener)), Size::new));
  }

  @Override
  public void close() {
    if (node.equals(ask(commands -> commands.get(holder(listener))))) {
      ask(commands -> commands.del(holder(listener)));
    }
  }
}
