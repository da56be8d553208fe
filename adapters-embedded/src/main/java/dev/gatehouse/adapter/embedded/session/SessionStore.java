package dev.gatehouse.adapter.embedded.session;

import dev.gatehouse.adapter.embedded.store.RandomText;
import dev.gatehouse.adapter.embedded.store.Transaction;
import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.session.EndedSessions;
import dev.gatehouse.domain.session.SessionListOutcome.Session;
import dev.gatehouse.domain.token.RefreshToken;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tables {@code refresh_tokens}, of which those of one login are a session, and {@code
 * session_ends}.
 *
 * <p>A token is 256 random bits, so that a plain SHA-256 of it tells nobody the token. One that was
 * replaced is kept until it expires, so that its reuse shows.
 */
public final class SessionStore {
  /** How long a token that was replaced is still taken: its answer may have been lost. */
  static final Duration GRACE = Duration.ofSeconds(30);

  /**
   * How many expired rows one new row clears away: more than one, so that the table shrinks to what
   * is in force; not all, so that no login pays for a long absence.
   */
  private static final int CLEARED_AT_ONCE = 100;

  private static final int LISTED_AT_MOST = 100;

  /** How far the clocks of processes that share the folder may differ. */
  private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(1);

  private final Duration lifetime;
  private final Duration tokenLifetime;
  private final SecureRandom random;
  private final String writer;

  /**
   * A refresh token as it is kept.
   *
   * @param row where it is kept
   * @param origin the login that it goes back to
   * @param replacedAt when another token took its place; null where none did
   */
  public record StoredRefresh(
      long row,
      String subject,
      String origin,
      Instant authenticatedAt,
      @Nullable Instant replacedAt) {}

  /**
   * The end of a session.
   *
   * @param number later ends have higher ones
   */
  public record SessionEnd(long number, SessionId session) {}

  /**
   * Makes the store.
   *
   * @param lifetime how long a session lasts, from its login
   * @param tokenLifetime how long ID and access tokens live
   */
  public SessionStore(Duration lifetime, Duration tokenLifetime, SecureRandom random) {
    this.lifetime = lifetime;
    this.tokenLifetime = tokenLifetime;
    this.random = random;
    this.writer = RandomText.generate(random);
  }

  /** The same sessions for another writer, whose ends the feed of this one reads. */
  public SessionStore forAnotherWriter() {
    return new SessionStore(lifetime, tokenLifetime, random);
  }

  /**
   * Begins a session.
   *
   * @param origin names the login
   * @param caller who logs in
   */
  public RefreshToken begin(
      Transaction transaction, String subject, String origin, Caller caller, Instant now) {
    clearExpired(transaction, now);
    RefreshToken token = new RefreshToken(RandomText.generate(random));
    transaction.update(
        """
        INSERT INTO refresh_tokens
          (token_hash, sub, origin_jti, issued_at, expires_at, authenticated_at, client, address)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        RandomText.hash(token),
        subject,
        origin,
        now.getEpochSecond(),
        now.plus(lifetime).getEpochSecond(),
        now.getEpochSecond(),
        caller.client(),
        caller.address().toString());
    return token;
  }

  /** The token as it is kept, or null where it was never issued, has expired or was ended. */
  public @Nullable StoredRefresh find(Transaction transaction, RefreshToken token, Instant now) {
    return transaction.first(
        """
        SELECT rowid, sub, origin_jti, authenticated_at, replaced_at FROM refresh_tokens
        WHERE token_hash = ? AND expires_at > ?
        """,
        row ->
            new StoredRefresh(
                row.number(1), row.text(2), row.text(3), row.instant(4), row.instantOrNull(5)),
        RandomText.hash(token),
        now.getEpochSecond());
  }

  /** Whether the token was replaced longer ago than an answer is lost and asked for again. */
  public static boolean isReused(StoredRefresh token, Instant now) {
    return token.replacedAt() != null && now.isAfter(token.replacedAt().plus(GRACE));
  }

  /** Issues the token that takes the place of this one; the session ends when it would have. */
  public RefreshToken replace(Transaction transaction, StoredRefresh token, Instant now) {
    clearExpired(transaction, now);
    transaction.update(
        "UPDATE refresh_tokens SET replaced_at = ? WHERE rowid = ? AND replaced_at IS NULL",
        now.getEpochSecond(),
        token.row());
    RefreshToken replacement = new RefreshToken(RandomText.generate(random));
    transaction.update(
        """
        INSERT INTO refresh_tokens
          (token_hash, sub, origin_jti, issued_at, expires_at, authenticated_at, client, address)
        SELECT ?, sub, origin_jti, ?, expires_at, authenticated_at, client, address
        FROM refresh_tokens WHERE rowid = ?
        """,
        RandomText.hash(replacement),
        now.getEpochSecond(),
        token.row());
    return replacement;
  }

  /** Whether the user's session with this origin goes on. */
  public boolean isActive(Transaction transaction, String subject, String origin, Instant now) {
    return transaction.exists(
        "SELECT 1 FROM refresh_tokens WHERE origin_jti = ? AND sub = ? AND expires_at > ? LIMIT 1",
        origin,
        subject,
        now.getEpochSecond());
  }

  /** The user's sessions that go on, newest first, {@value #LISTED_AT_MOST} at most. */
  public static List<Session> list(Transaction transaction, String subject, Instant now) {
    return transaction.all(
        """
        SELECT origin_jti, authenticated_at, max(issued_at), client, address FROM refresh_tokens
        WHERE sub = ? AND expires_at > ? GROUP BY origin_jti
        ORDER BY authenticated_at DESC, min(rowid) DESC LIMIT ?
        """,
        row ->
            new Session(
                new SessionId(row.text(1)),
                row.instant(2),
                row.instant(3),
                row.text(4),
                row.text(5)),
        subject,
        now.getEpochSecond(),
        LISTED_AT_MOST);
  }

  /** Ends one session; whoever calls has its tokens revoked. */
  public void end(Transaction transaction, String subject, String session, Instant now) {
    clearEnds(transaction, now);
    transaction.update("DELETE FROM refresh_tokens WHERE origin_jti = ?", session);
    recordEnd(transaction, subject, session, now);
  }

  /** Ends all sessions of a user and lists those that may have tokens in force. */
  public EndedSessions endAll(Transaction transaction, String subject, Instant now) {
    clearEnds(transaction, now);
    List<String> ended =
        transaction.all(
            """
            SELECT origin_jti FROM refresh_tokens WHERE sub = ?
            GROUP BY origin_jti HAVING max(issued_at) > ?
            """,
            row -> row.text(1),
            subject,
            lastExpired(now).getEpochSecond());
    transaction.update("DELETE FROM refresh_tokens WHERE sub = ?", subject);
    for (String session : ended) {
      recordEnd(transaction, subject, session, now);
    }
    return new EndedSessions.Listed(ended.stream().map(SessionId::new).collect(Collectors.toSet()));
  }

  private static void clearEnds(Transaction transaction, Instant now) {
    transaction.update(
        """
        DELETE FROM session_ends WHERE number IN
          (SELECT number FROM session_ends WHERE forget_at <= ? LIMIT ?)
        """,
        now.getEpochSecond(),
        CLEARED_AT_ONCE);
  }

  private void recordEnd(Transaction transaction, String subject, String session, Instant now) {
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

  /** When the tokens were issued that have expired by now, whatever the clock that is asked. */
  private Instant lastExpired(Instant now) {
    return now.minus(tokenLifetime).minus(CLOCK_DIFFERENCE);
  }

  /** What other writers ended after the row of this number, in order. */
  public List<SessionEnd> findEndsAfter(Transaction transaction, long number) {
    return transaction.all(
        """
        SELECT number, origin_jti FROM session_ends
        WHERE number > ? AND writer <> ? AND origin_jti IS NOT NULL ORDER BY number
        """,
        row -> new SessionEnd(row.number(1), new SessionId(row.text(2))),
        number,
        writer);
  }

  /** A session that has expired is kept until its last tokens have, so that they can be revoked. */
  private void clearExpired(Transaction transaction, Instant now) {
    transaction.update(
        """
        DELETE FROM refresh_tokens WHERE token_hash IN
          (SELECT token_hash FROM refresh_tokens WHERE expires_at <= ? LIMIT ?)
        """,
        lastExpired(now).getEpochSecond(),
        CLEARED_AT_ONCE);
  }
}
