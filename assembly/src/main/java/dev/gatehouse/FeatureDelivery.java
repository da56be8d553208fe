package dev.gatehouse;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Ticker;
import dev.gatehouse.domain.audit.UserEvent;
import dev.gatehouse.domain.port.UserEventInboxes.Inbox;
import dev.gatehouse.domain.port.UserEventInboxes.Waiting;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Hands a feature the events of its inbox. An event that the feature fails to handle is tried
 * again, later and later. Until then the other events of its user wait, and those of other users do
 * not. Not thread-safe.
 */
final class FeatureDelivery {
  /** Together with the delays, about 8 hours. */
  static final int MAX_TRIES = 100;

  private static final Logger LOG = System.getLogger(FeatureDelivery.class.getName());
  private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(5);

  /** Events beyond it wait. So this many users whose events fail hold up all others. */
  private static final int MOST_READ = 1000;

  private static final int ACKNOWLEDGED_AT_ONCE = 100;

  /** A tenth of the time after which another node takes over. */
  private static final Duration ROUND = Duration.ofSeconds(1);

  private final String feature;
  private final Inbox inbox;
  private final Consumer<UserEvent> handler;
  private final Ticker ticker;

  /** When the events that failed are due, by their ids. */
  private final Map<String, Long> dueAt = new HashMap<>();

  /**
   * Creates a delivery.
   *
   * @param handler throws an exception if the feature has not handled the event
   */
  FeatureDelivery(String feature, Inbox inbox, Consumer<UserEvent> handler, Ticker ticker) {
    this.feature = feature;
    this.inbox = inbox;
    this.handler = handler;
    this.ticker = ticker;
  }

  /**
   * Hands over events, for about a second at most.
   *
   * @return whether the feature has handled any
   */
  boolean round() {
    long begun = ticker.nanoTime();
    List<Waiting> waiting = inbox.next(MOST_READ);
    dueAt.keySet().retainAll(waiting.stream().map(Waiting::id).collect(Collectors.toSet()));
    Set<Subject> held = new HashSet<>();
    List<Waiting> handled = new ArrayList<>();
    for (Waiting next : waiting) {
      Subject user = next.event().subject();
      if (!held.contains(user)) {
        if (isDue(next) && isHandled(next)) {
          handled.add(next);
        } else {
          held.add(user);
        }
      }
      if (handled.size() == ACKNOWLEDGED_AT_ONCE || ticker.nanoTime() - begun > ROUND.toNanos()) {
        break;
      }
    }
    if (!handled.isEmpty()) {
      inbox.acknowledge(handled);
    }
    return !handled.isEmpty();
  }

  private boolean isDue(Waiting event) {
    Long due = dueAt.get(event.id());
    return due == null || ticker.nanoTime() - due >= 0;
  }

  private boolean isHandled(Waiting next) {
    try {
      handler.accept(next.event());
      return true;
    } catch (RuntimeException e) {
      int tries = next.tries() + 1;
      if (tries >= MAX_TRIES) {
        LOG.log(
            Level.ERROR,
            "%s failed to handle %s %d times; it is set aside until the next start"
                .formatted(feature, next.event(), tries),
            e);
        inbox.setAside(next);
      } else {
        Duration delay = delay(tries);
        LOG.log(
            Level.WARNING,
            "%s failed to handle %s; it is tried again in %d s"
                .formatted(feature, next.event(), delay.toSeconds()),
            e);
        inbox.recordFailure(next);
        dueAt.put(next.id(), ticker.nanoTime() + delay.toNanos());
      }
      return false;
    }
  }

  private static Duration delay(int tries) {
    Duration delay = FIRST_DELAY.multipliedBy(1L << Math.min(tries - 1, 20));
    return delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
  }
}
