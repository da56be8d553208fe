package dev.gatehouse.adapter.embedded.session;

import dev.gatehouse.adapter.embedded.hashing.PasswordHash;
import dev.gatehouse.adapter.embedded.store.RandomText;
import dev.gatehouse.adapter.embedded.store.Transaction;
import dev.gatehouse.domain.login.Challenge;
import dev.gatehouse.domain.login.ChallengeSession;
import dev.gatehouse.domain.login.ChallengeStep;
import dev.gatehouse.domain.login.PendingLogin;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code login_challenges}: logins that wait for an answer, for at most 5 minutes and 5
 * tries.
 *
 * <p>A session has 256 random bits, of which the table keeps a SHA-256. It becomes invalid if the
 * password changes.
 */
public final class ChallengeStore {
  private static final Duration LIFETIME = Duration.ofMinutes(5);
  private static final int TRIES = 5;

  private final SecureRandom random;

  /**
   * A stored login.
   *
   * @param passwordHash the hash that the password matched
   */
  public record StoredChallenge(
      ChallengeSession session, String subject, PasswordHash passwordHash) {}

  public ChallengeStore(SecureRandom random) {
    this.random = random;
  }

  /** Stores a login that waits for an answer. */
  public Challenge add(
      Transaction transaction,
      String subject,
      PasswordHash passwordHash,
      ChallengeStep step,
      Instant now) {
    transaction.removeExpired(
        "login_challenges", "session_hash", "expires_at", now.getEpochSecond());
    ChallengeSession session = new ChallengeSession(RandomText.generate(random));
    transaction.update(
        """
        INSERT INTO login_challenges (session_hash, sub, name, password_hash, expires_at, tries_left)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        RandomText.hash(session),
        subject,
        step.name().code(),
        passwordHash.phc(),
        now.plus(LIFETIME).getEpochSecond(),
        TRIES);
    return new Challenge(step, session);
  }

  /** Returns a waiting login and counts a try; null if there is none. */
  public static @Nullable StoredChallenge takeTry(
      Transaction transaction, PendingLogin login, Instant now) {
    return transaction.first(
        """
        UPDATE login_challenges SET tries_left = tries_left - 1
        WHERE session_hash = ? AND name = ? AND tries_left > 0 AND expires_at > ?
        RETURNING sub, password_hash
        """,
        row -> new StoredChallenge(login.session(), row.text(1), new PasswordHash(row.text(2))),
        RandomText.hash(login.session()),
        login.challenge().code(),
        now.getEpochSecond());
  }

  /** Consumes the challenge. Of several simultaneous calls, one succeeds. */
  public static boolean consume(Transaction transaction, StoredChallenge challenge) {
    return transaction.update(
            "DELETE FROM login_challenges WHERE session_hash = ?",
            (Object) RandomText.hash(challenge.session()))
        == 1;
  }
}
