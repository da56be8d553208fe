package dev.gatehouse.adapter.embedded.code;

import dev.gatehouse.adapter.embedded.hashing.PasswordHash;
import dev.gatehouse.adapter.embedded.hashing.PasswordHasher;
import dev.gatehouse.adapter.embedded.store.Row;
import dev.gatehouse.adapter.embedded.store.SqliteDatabase;
import dev.gatehouse.adapter.embedded.store.Transaction;
import dev.gatehouse.domain.Secret;
import dev.gatehouse.domain.Username;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code registrations}: registrations that wait for their code, for at most 24 hours.
 *
 * <p>Several may wait for the same name. Each has its own password, address and code, so a code
 * never activates the password of another registration.
 *
 * <p>The hashes of a name have a common salt. So a password or a code is compared with all
 * registrations of the name at the cost of one hash, and the time does not tell how many wait.
 */
public final class PendingRegistrations {
  /**
   * How many registrations of a name may wait; the oldest goes. One network may register 20 users
   * in an hour, so displacing a registration takes several networks, and displacing it again and
   * again takes many.
   */
  private static final int MAX_PER_NAME = 100;

  private static final String SELECT =
      "SELECT sub, username, email, password_hash, code_hash FROM registrations ";

  private final SqliteDatabase database;
  private final PasswordHasher hasher;
  private final String salt;

  /**
   * A registration that waits.
   *
   * @param subject the subject of the future user
   */
  public record Pending(
      String subject, Username username, String email, PasswordHash password, PasswordHash code) {
    private static Pending of(Row row) {
      return new Pending(
          row.text(1),
          new Username(row.text(2)),
          row.text(3),
          new PasswordHash(row.text(4)),
          new PasswordHash(row.text(5)));
    }
  }

  /** Uses the table of this database. */
  public PendingRegistrations(SqliteDatabase database, PasswordHasher hasher) {
    this.database = database;
    this.hasher = hasher;
    this.salt =
        database.read(
            transaction ->
                transaction
                    .all("SELECT value FROM registration_salt", row -> row.text(1))
                    .getFirst());
  }

  /** Hashes a password or a code for registrations of this name. */
  public PasswordHash hash(Username username, Secret secret) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((salt + username.folded()).getBytes(StandardCharsets.UTF_8));
      return hasher.hash(secret, Arrays.copyOf(digest, PasswordHasher.SALT_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * Adds a registration. Fails if another one of the name has the same code, which nobody can
   * cause.
   */
  public void add(Transaction transaction, Pending registration, Instant now) {
    add(transaction, registration, now, now);
  }

  /** Takes as long as {@link #add}, but the registration has expired, so it counts for nothing. */
  public void addExpired(Transaction transaction, Pending registration, Instant now) {
    add(transaction, registration, now, Instant.EPOCH);
  }

  private static void add(
      Transaction transaction, Pending registration, Instant now, Instant createdAt) {
    String name = registration.username().folded();
    transaction.removeExpired("registrations", "rowid", "created_at", oldest(now));
    transaction.update(
        """
        DELETE FROM registrations WHERE sub IN
          (SELECT sub FROM registrations WHERE folded_username = ?
           ORDER BY created_at DESC, rowid DESC LIMIT -1 OFFSET ?)
        """,
        name,
        MAX_PER_NAME - 1);
    transaction.update(
        """
        INSERT INTO registrations (sub, username, folded_username, email, password_hash, code_hash,
                                   tries_left, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        registration.subject(),
        registration.username().value(),
        name,
        registration.email(),
        registration.password().phc(),
        registration.code().phc(),
        CodeKind.REGISTRATION.tries(),
        createdAt.getEpochSecond());
  }

  /** Returns whether a registration of this name has this password. */
  public boolean hasPassword(Username username, PasswordHash password, Instant now) {
    return database.read(
        transaction ->
            transaction.exists(
                """
                SELECT 1 FROM registrations
                WHERE folded_username = ? AND password_hash = ? AND created_at > ?
                """,
                username.folded(),
                password.phc(),
                oldest(now)));
  }

  /**
   * Returns the registration of this name if exactly one waits, otherwise null. A new code is sent
   * only in this case: with several, the code of a stranger's registration could reach the owner of
   * the name as an answer to the owner's own request.
   */
  public @Nullable Pending findOnly(Username username, Instant now) {
    List<Pending> waiting =
        database.read(
            transaction ->
                transaction.all(
                    SELECT + "WHERE folded_username = ? AND created_at > ?",
                    Pending::of,
                    username.folded(),
                    oldest(now)));
    return waiting.size() == 1 ? waiting.getFirst() : null;
  }

  /** Replaces the code of a registration; returns whether it still waits. */
  public boolean replaceCode(Transaction transaction, Pending registration, PasswordHash code) {
    return transaction.update(
            "UPDATE registrations SET code_hash = ?, tries_left = ? WHERE sub = ?",
            code.phc(),
            CodeKind.REGISTRATION.tries(),
            registration.subject())
        == 1;
  }

  /** Counts a try for every registration of this name, and returns those that had one left. */
  public List<Pending> takeTry(Username username, Instant now) {
    return database.write(
        transaction -> {
          List<Pending> waiting =
              transaction.all(
                  """
                  UPDATE registrations SET tries_left = tries_left - 1
                  WHERE folded_username = ? AND created_at > ? AND tries_left > 0
                  RETURNING sub, username, email, password_hash, code_hash
                  """,
                  Pending::of,
                  username.folded(),
                  oldest(now));
          if (waiting.isEmpty()) {
            transaction.writeDecoy();
          }
          return waiting;
        });
  }

  /**
   * Removes the registration with its code, and all others of the name. Of several simultaneous
   * calls, one succeeds.
   */
  public static boolean consume(Transaction transaction, Pending registration) {
    boolean there =
        transaction.exists(
            "SELECT 1 FROM registrations WHERE sub = ? AND code_hash = ?",
            registration.subject(),
            registration.code().phc());
    if (there) {
      deleteAll(transaction, registration.username());
    }
    return there;
  }

  /** Deletes all registrations of a name. */
  public static void deleteAll(Transaction transaction, Username username) {
    transaction.update("DELETE FROM registrations WHERE folded_username = ?", username.folded());
  }

  /** Registrations of this time or an earlier one have expired. */
  private static long oldest(Instant now) {
    return now.minus(CodeKind.REGISTRATION.lifetime()).getEpochSecond();
  }
}
