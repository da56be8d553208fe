package dev.gatehouse.adapter.embedded.session;

import dev.gatehouse.adapter.embedded.store.Transaction;
import dev.gatehouse.domain.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The table {@code session_ends}. Processes that share the folder read in it which sessions the
 * others have ended.
 */
public final class SessionEnds {
  /** The allowed difference between the clocks of processes that share the folder. */
  static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(1);

  private final Duration tokenLifetime;
  private final String writer;

  /**
   * The end of a session.
   *
   * @param number increases with each end
   */
  public record SessionEnd(long number, SessionId session) {}

  SessionEnds(Duration tokenLifetime, String writer) {
    this.tokenLifetime = tokenLifetime;
    this.writer = writer;
  }

  /** Adds the end of a session. It is kept until the last token of the session has expired. */
  void add(Transaction transaction, String subject, String session, Instant now) {
    transaction.update(
        """
        INSERT INTO session_ends (sub, origin_jti, ended_at, forget_at, writer)
        VALUES (?, ?, ?, ?, ?)
        """,
        subject,
        session,
        now.getEpochSecond(),
        now.plus(tokenLifetime).plus(CLOCK_DIFFERENCE).getEpochSecond(),
        writer);
  }

  /** Returns the ends that other writers have added after a number, in order. */
  public List<SessionEnd> findAfter(Transaction transaction, long number) {
    return transaction.all(
        """
        SELECT number, origin_jti FROM session_ends
        WHERE number > ? AND writer <> ? AND origin_jti IS NOT NULL ORDER BY number
        """,
        row -> new SessionEnd(row.number(1), new SessionId(row.text(2))),
        number,
        writer);
  }

  /** Removes some ends whose tokens have expired. */
  static void removeForgotten(Transaction transaction, Instant now) {
    transaction.removeExpired("session_ends", "number", "forget_at", now.getEpochSecond());
  }
}
