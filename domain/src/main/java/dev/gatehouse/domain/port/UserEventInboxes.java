package dev.gatehouse.domain.port;

import dev.gatehouse.domain.audit.UserEvent;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Keeps the events about users for each listener, until it has handled them.
 *
 * <p>Each promise below names the test of {@code UserEventsContract} (module testkit) that shows
 * it. Implementations are thread-safe. Every method throws {@link
 * dev.gatehouse.domain.IdentityProviderUnavailableException} if the store does not answer.
 */
public interface UserEventInboxes {
  /** How long events are kept for a listener that does not ask for them. */
  Duration KEPT = Duration.ofDays(30);

  /**
   * Opens the inbox of a listener. From its first opening on it gets all events ({@code
   * listener_hears_all_events_from_its_first_opening_on_in_order}), independently of other
   * listeners ({@code each_listener_gets_every_event}). Events that were set aside wait again
   * ({@code event_set_aside_waits_again_after_the_next_opening}).
   */
  Inbox open(Listener listener);

  /**
   * A feature that gets events.
   *
   * @param name 1 to 40 lower-case letters, digits and hyphens; the first one is a letter
   */
  record Listener(String name) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    /**
     * Creates a listener.
     *
     * @throws IllegalArgumentException if the name has another form
     */
    public Listener {
      if (!isName(name)) {
        throw new IllegalArgumentException("not the name of a listener: " + name);
      }
    }

    /** Returns whether a listener can have this name. */
    public static boolean isName(String text) {
      return NAME.matcher(text).matches();
    }
  }

  /**
   * An event in an inbox.
   *
   * @param id identifies it within the inbox
   * @param tries how often the listener has failed to handle it
   */
  record Waiting(String id, UserEvent event, int tries) {}

  /**
   * The size of an inbox.
   *
   * @param waiting how many events wait
   * @param setAside how many were set aside
   */
  record Size(long waiting, long setAside) {}

  /** The inbox of a listener. All nodes share it. */
  interface Inbox extends AutoCloseable {
    /**
     * Returns the waiting events that this node has to handle, oldest first. They are empty if
     * another node handles the events of this listener. That node loses them if it does not call
     * this for 10 s.
     *
     * @param most how many events at most; positive
     */
    List<Waiting> next(int most);

    /**
     * Removes events that the listener has handled. An event waits until then ({@code
     * event_waits_until_it_is_acknowledged}).
     */
    void acknowledge(List<Waiting> handled);

    /**
     * Counts a try that failed ({@code tries_that_failed_are_counted}). The event keeps waiting.
     */
    void recordFailure(Waiting failed);

    /** Sets an event aside, so that it waits no longer. */
    void setAside(Waiting failed);

    /** Returns the size. */
    Size size();

    /** Lets another node handle the events. */
    @Override
    void close();
  }
}
