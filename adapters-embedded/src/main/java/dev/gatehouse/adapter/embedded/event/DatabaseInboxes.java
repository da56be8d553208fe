package dev.gatehouse.adapter.embedded.event;

import dev.gatehouse.adapter.embedded.store.Row;
import dev.gatehouse.adapter.embedded.store.SqliteDatabase;
import dev.gatehouse.adapter.embedded.store.Transaction;
import dev.gatehouse.domain.audit.StoredUserEvent;
import dev.gatehouse.domain.port.UserEventInboxes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * The tables {@code event_listeners} and {@code user_events}. Triggers of the database add the
 * events, in the transaction of the change.
 *
 * <p>All processes that use the folder get the events of a listener. The features of a folder
 * belong to one server.
 */
public final class DatabaseInboxes implements UserEventInboxes {
  private static final Duration NOTED_EVERY = Duration.ofHours(1);

  private final SqliteDatabase database;
  private final InstantSource clock;

  /** Creates the inboxes of a database. */
  public DatabaseInboxes(SqliteDatabase database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Inbox open(Listener listener) {
    Instant now = clock.instant();
    database.write(
        transaction -> {
          noteAsked(transaction, listener.name(), now);
          return transaction.update(
              "UPDATE user_events SET set_aside_at = NULL, tries = 0"
                  + " WHERE listener = ? AND set_aside_at IS NOT NULL",
              listener.name());
        });
    return new DatabaseInbox(listener.name(), now);
  }

  private static void noteAsked(Transaction transaction, String listener, Instant now) {
    transaction.update(
        """
        INSERT INTO event_listeners (name, asked_at) VALUES (?, ?)
        ON CONFLICT (name) DO UPDATE SET asked_at = excluded.asked_at
        """,
        listener,
        now.getEpochSecond());
  }

  private final class DatabaseInbox implements Inbox {
    private final String listener;
    private Instant noted;

    private DatabaseInbox(String listener, Instant noted) {
      this.listener = listener;
      this.noted = noted;
    }

    @Override
    public synchronized List<Waiting> next(int most) {
      Instant now = clock.instant();
      if (now.isAfter(noted.plus(NOTED_EVERY))) {
        database.write(transaction -> removeOld(transaction, now));
        noted = now;
      }
      return database.read(
          transaction ->
              transaction.all(
                  """
                  SELECT number, kind, sub, session, tries FROM user_events
                  WHERE listener = ? AND set_aside_at IS NULL ORDER BY number LIMIT ?
                  """,
                  DatabaseInboxes::waiting,
                  listener,
                  most));
    }

    private int removeOld(Transaction transaction, Instant now) {
      noteAsked(transaction, listener, now);
      long oldest = now.minus(KEPT).getEpochSecond();
      return transaction.update("DELETE FROM event_listeners WHERE asked_at < ?", oldest)
          + transaction.update("DELETE FROM user_events WHERE set_aside_at < ?", oldest);
    }

    @Override
    public void acknowledge(List<Waiting> handled) {
      database.write(
          transaction ->
              handled.stream()
                  .mapToInt(
                      event ->
                          transaction.update(
                              "DELETE FROM user_events WHERE number = ?", number(event)))
                  .sum());
    }

    @Override
    public void recordFailure(Waiting failed) {
      database.write(
          transaction ->
              transaction.update(
                  "UPDATE user_events SET tries = tries + 1 WHERE number = ?", number(failed)));
    }

    @Override
    public void setAside(Waiting failed) {
      database.write(
          transaction ->
              transaction.update(
                  "UPDATE user_events SET set_aside_at = ? WHERE number = ?",
                  clock.instant().getEpochSecond(),
                  number(failed)));
    }

    @Override
    public Size size() {
      return database.read(
          transaction ->
              transaction
                  .all(
                      """
                      SELECT count(*) - count(set_aside_at), count(set_aside_at)
                      FROM user_events WHERE listener = ?
                      """,
                      row -> new Size(row.number(1), row.number(2)),
                      listener)
                  .getFirst());
    }

    @Override
    public void close() {
      // The events stay in the database.
    }
  }

  private static long number(Waiting event) {
    return Long.parseLong(event.id());
  }

  private static Waiting waiting(Row row) {
    return new Waiting(
        Long.toString(row.number(1)),
        new StoredUserEvent(row.text(2), row.text(3), row.textOrNull(4)).event(),
        (int) row.number(5));
  }
}
