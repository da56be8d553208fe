package dev.gatehouse.adapter.embedded.code;

import dev.gatehouse.adapter.embedded.account.StoredUser;
import dev.gatehouse.adapter.embedded.hashing.PasswordHash;
import dev.gatehouse.adapter.embedded.hashing.PasswordHasher;
import dev.gatehouse.adapter.embedded.store.SqliteDatabase;
import dev.gatehouse.adapter.embedded.store.Transaction;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.port.CodeLimit;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code codes}: the newest code of each user and kind. A code has eight random digits.
 * It is hashed like a password, because there are only a hundred million codes.
 *
 * <p>A code works only as long as its user has the version for which it was sent ({@link
 * StoredUser#version()}). So no change of a user has to remember to delete codes.
 */
public final class Codes {
  private static final int BOUND = 100_000_000;

  private final SqliteDatabase database;
  private final PasswordHasher hasher;
  private final CapturedCodes capturedCodes;
  private final CodeLimit limit;
  private final SecureRandom random;

  /** A new code and its hash. */
  public record Generated(ConfirmationCode code, PasswordHash hash) {}

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

  /** Returns a random code. */
  public ConfirmationCode newCode() {
    return new ConfirmationCode(String.format(Locale.ROOT, "%08d", random.nextInt(BOUND)));
  }

  /** Generates a code. Costs a hash. Callers do this whether or not the code will be sent. */
  public Generated generate() {
    ConfirmationCode code = newCode();
    return new Generated(code, hasher.hash(code));
  }

  /**
   * Stores the code for a user; replaces an earlier one.
   *
   * @return whether the user still has this version
   */
  public boolean store(
      Transaction transaction, Generated fresh, StoredUser user, CodeKind kind, Instant now) {
    return transaction.update(
            """
            INSERT INTO codes (sub, kind, code_hash, version, expires_at, tries_left)
            SELECT sub, ?, ?, version, ?, ? FROM users WHERE sub = ? AND version = ?
            ON CONFLICT (sub, kind) DO UPDATE SET
              code_hash = excluded.code_hash, version = excluded.version,
              expires_at = excluded.expires_at, tries_left = excluded.tries_left
            """,
            kind.code(),
            fresh.hash().phc(),
            now.plus(kind.lifetime()).getEpochSecond(),
            kind.tries(),
            user.subject(),
            user.version())
        == 1;
  }

  /** Counts a code to an address that is not verified. Returns null if it may be sent. */
  public @Nullable TooManyAttempts acquire(String email) {
    return limit.acquire(new EmailAddress(email));
  }

  /**
   * Stores the code for a user, replaces an earlier one, and sends it. Does nothing if there is no
   * address for this kind of code, if it is not verified and has got too many codes, or if the user
   * has changed in the meantime.
   */
  public void storeAndSend(Generated fresh, StoredUser user, CodeKind kind, Instant now) {
    String email = kind.address(user);
    if (email == null) {
      return;
    }
    boolean verified = user.emailVerified() && user.email().equals(email);
    if (!verified && acquire(email) != null) {
      return;
    }
    if (database.write(transaction -> store(transaction, fresh, user, kind, now))) {
      send(fresh.code(), user.username(), kind, email, now);
    }
  }

  /** Sends a stored code. */
  public void send(
      ConfirmationCode code, String username, CodeKind kind, String email, Instant now) {
    capturedCodes.add(new CodeMessage(now, email, kind, new Username(username), code));
  }

  /** Takes as long as {@link #send}, but sends nothing. */
  public void sendNothing() {
    capturedCodes.addNothing();
  }

  /**
   * Checks a code and counts a try. Costs a hash, whether or not there is a code.
   *
   * @param user the user, or null
   * @return the code to consume; null if the code is wrong
   */
  public @Nullable Match verify(
      @Nullable StoredUser user, CodeKind kind, ConfirmationCode code, Instant now) {
    // The try is counted before the code is checked, so that simultaneous attempts count as
    // several.
    PasswordHash stored = takeTry(user, kind, now);
    boolean matches = hasher.matches(code, stored == null ? hasher.decoy() : stored);
    return matches && stored != null && user != null ? new Match(user, kind, stored) : null;
  }

  private @Nullable PasswordHash takeTry(@Nullable StoredUser user, CodeKind kind, Instant now) {
    return database.<@Nullable PasswordHash>write(
        transaction -> {
          PasswordHash stored = user == null ? null : takeTry(transaction, user, kind, now);
          if (stored == null) {
            transaction.writeDecoy();
          }
          return stored;
        });
  }

  private static @Nullable PasswordHash takeTry(
      Transaction transaction, StoredUser user, CodeKind kind, Instant now) {
    return transaction.first(
        """
        UPDATE codes SET tries_left = tries_left - 1
        WHERE sub = ? AND kind = ? AND version = ? AND tries_left > 0 AND expires_at > ?
        RETURNING code_hash
        """,
        row -> new PasswordHash(row.text(1)),
        user.subject(),
        kind.code(),
        user.version(),
        now.getEpochSecond());
  }

  /**
   * A code that was checked and is right.
   *
   * @param user the user as the code proves it
   */
  public record Match(StoredUser user, CodeKind kind, PasswordHash hash) {
    /**
     * Consumes the code, unless the user has changed in the meantime. Of several simultaneous
     * calls, one succeeds.
     */
    public boolean consume(Transaction transaction) {
      return transaction.update(
              """
              DELETE FROM codes WHERE sub = ? AND kind = ? AND code_hash = ?
                AND version = (SELECT version FROM users WHERE users.sub = codes.sub)
              """,
              user.subject(),
              kind.code(),
              hash.phc())
          == 1;
    }
  }
}
