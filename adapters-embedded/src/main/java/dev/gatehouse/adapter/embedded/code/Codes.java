package dev.gatehouse.adapter.embedded.code;

import dev.gatehouse.adapter.embedded.account.StoredUser;
import dev.gatehouse.adapter.embedded.hashing.PasswordHash;
import dev.gatehouse.adapter.embedded.hashing.PasswordHasher;
import dev.gatehouse.adapter.embedded.store.SqliteDatabase;
import dev.gatehouse.adapter.embedded.store.Transaction;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.port.CodeLimit;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code codes}: the newest code of each user and kind. A code has six random digits. It
 * is hashed like a password, because there are only a million codes.
 */
public final class Codes {
  private static final int TRIES = 5;
  private static final int BOUND = 1_000_000;

  private final SqliteDatabase database;
  private final PasswordHasher hasher;
  private final CapturedCodes capturedCodes;
  private final CodeLimit limit;
  private final SecureRandom random;

  /** A new code and its hash. */
  public record Generated(ConfirmationCode code, PasswordHash hash) {}

  /**
   * A stored code.
   *
   * @param email the address that it was sent to
   */
  private record Stored(PasswordHash hash, String email) {}

  public Codes(
      SqliteDatabase database,
      PasswordHasher hasher,
      CapturedCodes capturedCodes,
      CodeLimit limit,
      SecureRandom random) {
    this.database = database;
    this.hasher = hasher;
    this.capturedCodes = capturedCodes;
    this.limit = limit;
    this.random = random;
  }

  /** Generates a code. Costs a hash. Callers do this whether or not the code will be sent. */
  public Generated generate() {
    ConfirmationCode code =
        new ConfirmationCode(String.format(Locale.ROOT, "%06d", random.nextInt(BOUND)));
    return new Generated(code, hasher.hash(code));
  }

  /** Stores the code for a user; replaces an earlier one. */
  public void store(
      Transaction transaction,
      Generated fresh,
      String subject,
      CodeKind kind,
      String email,
      Instant now) {
    transaction.update(
        """
        INSERT INTO codes (sub, kind, code_hash, email, expires_at, tries_left)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (sub, kind) DO UPDATE SET
          code_hash = excluded.code_hash, email = excluded.email,
          expires_at = excluded.expires_at, tries_left = excluded.tries_left
        """,
        subject,
        kind.code(),
        fresh.hash().phc(),
        email,
        now.plus(kind.lifetime()).getEpochSecond(),
        TRIES);
  }

  /** Counts a code to an address that is not verified. Returns null if it may be sent. */
  public @Nullable TooManyAttempts acquire(String email) {
    return limit.acquire(new EmailAddress(email));
  }

  /**
   * Stores the code for a user, replaces an earlier one, and sends it. Does nothing if the address
   * is not verified and has got too many codes.
   */
  public void storeAndSend(
      Generated fresh, StoredUser user, CodeKind kind, String email, Instant now) {
    boolean verified = user.emailVerified() && user.email().equals(email);
    if (!verified && acquire(email) != null) {
      return;
    }
    boolean kept =
        database.write(
            transaction -> {
              // The user may have been deleted in the meantime.
              boolean there =
                  transaction.exists("SELECT 1 FROM users WHERE sub = ?", user.subject());
              if (there) {
                store(transaction, fresh, user.subject(), kind, email, now);
              }
              return there;
            });
    if (kept) {
      send(fresh, user.username(), kind, email, now);
    }
  }

  /** Sends a stored code. */
  public void send(Generated fresh, String username, CodeKind kind, String email, Instant now) {
    capturedCodes.add(new CodeMessage(now, email, kind, username, fresh.code()));
  }

  /** Deletes the user's code of this kind. */
  public static void delete(Transaction transaction, String subject, CodeKind kind) {
    transaction.update("DELETE FROM codes WHERE sub = ? AND kind = ?", subject, kind.code());
  }

  /**
   * Checks a code and counts a try. Costs a hash, whether or not there is a code.
   *
   * @param subject the user, or null
   * @return the code to consume; null if the code is wrong
   */
  public @Nullable Match verify(
      @Nullable String subject, CodeKind kind, ConfirmationCode code, Instant now) {
    // The try is counted before the code is checked, so that simultaneous attempts count as
    // several.
    Stored stored = subject == null ? null : takeTry(subject, kind, now);
    boolean matches = hasher.matches(code, stored == null ? hasher.decoy() : stored.hash());
    return matches && stored != null && subject != null
        ? new Match(subject, kind, stored.hash(), stored.email())
        : null;
  }

  private @Nullable Stored takeTry(String subject, CodeKind kind, Instant now) {
    return database.<@Nullable Stored>write(
        transaction ->
            transaction.first(
                """
                UPDATE codes SET tries_left = tries_left - 1
                WHERE sub = ? AND kind = ? AND tries_left > 0 AND expires_at > ?
                RETURNING code_hash, email
                """,
                row -> new Stored(new PasswordHash(row.text(1)), row.text(2)),
                subject,
                kind.code(),
                now.getEpochSecond()));
  }

  /** A code that was checked and is right. */
  public record Match(String subject, CodeKind kind, PasswordHash hash, String email) {
    /** Consumes the code. Of several simultaneous calls, one succeeds. */
    public boolean consume(Transaction transaction) {
      return transaction.update(
              "DELETE FROM codes WHERE sub = ? AND kind = ? AND code_hash = ?",
              subject,
              kind.code(),
              hash.phc())
          == 1;
    }
  }
}
