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
 * The table {@code refresh_tokens}. The refresh tokens of one login form a session.
 *
 * <p>A token has 256 random bits, so a SHA-256 of it is safe to store. A replaced token is kept
 * until it expires, so that its reuse is detected.
 */
public final class SessionStore {
  /**
   * How long a replaced token is still accepted, because the response with the new one may have
   * been lost.
   */
  static final Duration GRACE = Duration.ofSeconds(30);

  private static final int LISTED_AT_MOST = 100;

  private final Duration lifetime;
  private final Duration tokenLifetime;
  private final SecureRandom random;
  private final SessionEnds ends;

  /**
   * Creates the store.
   *
   * @param lifetime the lifetime of a session from its login
   * @param tokenLifetime the lifetime of ID and access tokens
   */
  public SessionStore(Duration lifetime, Duration tokenLifetime, SecureRandom random) {
    this.lifetime = lifetime;
    this.tokenLifetime = tokenLifetime;
    this.random = random;
    this.ends = new SessionEnds(tokenLifetime, RandomText.generate(random));
  }

  /**
   * Returns a store for another writer. The feed of this store reads the ends that the other one
   * writes.
   */
  public SessionStore forAnotherWriter() {
    return new SessionStore(lifetime, tokenLifetime, random);
  }

  /** Returns the ends of sessions that this store records. */
  public SessionEnds ends() {
    return ends;
  }

  /**
   * Begins a session.
   *
   * @param origin the id of the new session
   * @param caller the context of the login
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

  /** Finds a token; null if it was never issued, has expired, or its session has ended. */
  public @Nullable StoredRefresh find(Transaction transaction, RefreshToken token, Instant now) {
    return transaction.first(
        """
        SELECT rowid, sub, origin_jti, authenticated_at, replaced_at, successor
        FROM refresh_tokens
        WHERE token_hash = ? AND expires_at > ?
        """,
        row ->
            new StoredRefresh(
                row.number(1),
                row.text(2),
                row.text(3),
                row.instant(4),
                row.instantOrNull(5),
                row.textOrNull(6)),
        RandomText.hash(token),
        now.getEpochSecond());
  }

  /**
   * Returns whether a token is used although it was replaced: after the grace period, or after its
   * successor was used.
   */
  public boolean isReused(
      Transaction transaction, RefreshToken presented, StoredRefresh token, Instant now) {
    if (token.replacedAt() == null) {
      return false;
    }
    if (now.isAfter(token.replacedAt().plus(GRACE))) {
      return true;
    }
    if (token.successor() == null) {
      return false; // An older version has replaced it.
    }
    StoredRefresh next = find(transaction, SealedSuccessor.open(presented, token.successor()), now);
    return next == null || next.replacedAt() != null;
  }

  /**
   * Replaces a token, or returns the token that has replaced it already. The end of the session
   * does not change.
   */
  public RefreshToken replace(
      Transaction transaction, RefreshToken presented, StoredRefresh token, Instant now) {
    if (token.successor() != null) {
      return SealedSuccessor.open(presented, token.successor());
    }
    clearExpired(transaction, now);
    RefreshToken replacement = new RefreshToken(RandomText.generate(random));
    transaction.update(
        """
        UPDATE refresh_tokens SET replaced_at = coalesce(replaced_at, ?), successor = ?
        WHERE rowid = ?
        """,
        now.getEpochSecond(),
        SealedSuccessor.seal(presented, replacement),
        token.row());
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

  /** Returns whether a session of the user is active. */
  public boolean isActive(Transaction transaction, String subject, String origin, Instant now) {
    return transaction.exists(
        "SELECT 1 FROM refresh_tokens WHERE origin_jti = ? AND sub = ? AND expires_at > ? LIMIT 1",
        origin,
        subject,
        now.getEpochSecond());
  }

  /** Returns the active sessions of the user, newest first, at most {@value #LISTED_AT_MOST}. */
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

  /** Ends one session. The caller must revoke its tokens. */
  public void end(Transaction transaction, String subject, String session, Instant now) {
    SessionEnds.removeForgotten(transaction, now);
    transaction.update("DELETE FROM refresh_tokens WHERE origin_jti = ?", session);
    ends.add(transaction, subject, session, now);
  }

  /** Ends all sessions of a user; returns those that may have valid tokens. */
  public EndedSessions endAll(Transaction transaction, String subject, Instant now) {
    SessionEnds.removeForgotten(transaction, now);
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
      ends.add(transaction, subject, session, now);
    }
    return new EndedSessions.Listed(ended.stream().map(SessionId::new).collect(Collectors.toSet()));
  }

  /**
   * Returns the issue time before which all tokens have expired, whatever the clock of the
   * verifier.
   */
  private Instant lastExpired(Instant now) {
    return now.minus(tokenLifetime).minus(SessionEnds.CLOCK_DIFFERENCE);
  }

  /**
   * Removes expired sessions. They are kept until their last tokens have expired, so that these can
   * be revoked.
   */
  private void clearExpired(Transaction transaction, Instant now) {
    transaction.removeExpired(
        "refresh_tokens", "rowid", "expires_at", lastExpired(now).getEpochSecond());
  }
}
