package dev.gatehouse.adapter.memory;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.audit.UserEvent;
import dev.gatehouse.domain.port.UserEventInboxes;
import dev.gatehouse.domain.port.UserEvents;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps events about users in this process, a limited number for each listener. They are lost when
 * the process ends.
 */
public final class InMemoryUserEvents implements UserEvents, UserEventInboxes {
  private static final Logger LOG = System.getLogger(InMemoryUserEvents.class.getName());

  private final int capacity;
  private final Map<Listener, MemoryInbox> inboxes = new ConcurrentHashMap<>();

  /**
   * Creates the inboxes.
   *
   * @param capacity how many events each inbox keeps, with those that were set aside; positive
   */
  public InMemoryUserEvents(int capacity) {
    this.capacity = capacity;
  }

  /** {@inheritDoc} Here: whether every inbox has space. */
  @Override
  public boolean announceDeletion(Subject subject, Username username) {
    return inboxes.values().stream().allMatch(MemoryInbox::hasSpace);
  }

  @Override
  public void publish(UserEvent event) {
    inboxes.forEach(
        (listener, inbox) -> {
          if (!inbox.add(event)) {
            LOG.log(
                Level.ERROR,
                "{0} does not hear of {1}: too many events wait",
                listener.name(),
                event);
          }
        });
  }

  @Override
  public Inbox open(Listener listener) {
    MemoryInbox inbox = inboxes.computeIfAbsent(listener, MemoryInbox::new);
    inbox.waitAgain();
    return inbox;
  }

  private final class MemoryInbox implements Inbox {
    private final Listener listener;
    private final SequencedMap<Long, Entry> entries = new LinkedHashMap<>();
    private long last;

    private record Entry(UserEvent event, int tries, boolean setAside) {}

    private MemoryInbox(Listener listener) {
      this.listener = listener;
    }

    private synchronized boolean hasSpace() {
      return entries.size() < capacity;
    }

    private synchronized boolean add(UserEvent event) {
      if (!hasSpace()) {
        return false;
      }
      last++;
      entries.put(last, new Entry(event, 0, false));
      return true;
    }

    private synchronized void waitAgain() {
      entries.replaceAll(
          (_, entry) -> entry.setAside() ? new Entry(entry.event(), 0, false) : entry);
    }

    @Override
    public synchronized List<Waiting> next(int most) {
      return entries.entrySet().stream()
          .filter(entry -> !entry.getValue().setAside())
          .limit(most)
          .map(
              entry ->
                  new Waiting(
                      entry.getKey().toString(),
                      entry.getValue().event(),
                      entry.getValue().tries()))
          .toList();
    }

    @Override
    public synchronized void acknowledge(List<Waiting> handled) {
      handled.forEach(event -> entries.remove(number(event)));
    }

    @Override
    public synchronized void recordFailure(Waiting failed) {
      entries.computeIfPresent(
          number(failed), (_, entry) -> new Entry(entry.event(), entry.tries() + 1, false));
    }

    @Override
    public synchronized void setAside(Waiting failed) {
      entries.computeIfPresent(
          number(failed), (_, entry) -> new Entry(entry.event(), entry.tries(), true));
    }

    @Override
    public synchronized Size size() {
      long aside = entries.values().stream().filter(Entry::setAside).count();
      return new Size(entries.size() - aside, aside);
    }

    @Override
    public synchronized void close() {
      if (!entries.isEmpty()) {
        LOG.log(
            Level.ERROR,
            "{0} has not handled {1} events about users; they are lost",
            listener.name(),
            entries.size());
      }
    }
  }

  private static Long number(UserEventInboxes.Waiting event) {
    return Long.valueOf(event.id());
  }
}
