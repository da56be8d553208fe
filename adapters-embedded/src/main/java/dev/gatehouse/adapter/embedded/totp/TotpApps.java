package dev.gatehouse.adapter.embedded.totp;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import dev.gatehouse.adapter.embedded.store.Transaction;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.totp.TotpSecret;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code totp_apps}, and the codes of authenticator apps (RFC 6238: six digits, every 30
 * s, HMAC-SHA-1).
 *
 * <p>The codes of the previous and the next time step are also accepted, because clocks differ.
 * Each code works once (section 5.2).
 */
public final class TotpApps {
  private static final Duration STEP = Duration.ofSeconds(30);
  private static final int DRIFT = 1;

  /** The length of the hash, as RFC 4226, section 4, recommends. */
  private static final int SECRET_BYTES = 20;

  private final TotpKey key;
  private final SecureRandom random;
  private final TimeBasedOneTimePasswordGenerator codes =
      new TimeBasedOneTimePasswordGenerator(STEP);

  /**
   * A stored app.
   *
   * @param lastStep the last time step whose code was used
   */
  public record StoredApp(String subject, boolean inForce, String sealedSecret, long lastStep) {}

  public TotpApps(TotpKey key, SecureRandom random) {
    this.key = key;
    this.random = random;
  }

  /** Returns the number of stored secrets. */
  public static long count(Transaction transaction) {
    return transaction.all("SELECT count(*) FROM totp_apps", row -> row.number(1)).getFirst();
  }

  /** Stores a new app that waits for confirmation; replaces another one that waits. */
  public TotpSecret begin(Transaction transaction, String subject) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    TotpSecret secret = new TotpSecret(new Base32().encodeToString(bytes));
    transaction.update(
        "INSERT OR REPLACE INTO totp_apps (sub, in_force, sealed_secret, last_step) VALUES (?, 0,"
            + " ?, 0)",
        subject,
        key.seal(secret, subject));
    return secret;
  }

  /** Finds the user's active app, or the one that waits for confirmation; null if there is none. */
  public static @Nullable StoredApp find(Transaction transaction, String subject, boolean inForce) {
    return transaction.first(
        "SELECT sealed_secret, last_step FROM totp_apps WHERE sub = ? AND in_force = ?",
        row -> new StoredApp(subject, inForce, row.text(1), row.number(2)),
        subject,
        inForce);
  }

  /**
   * Finds the time step of a code among the steps that are allowed now; null if the code is wrong.
   */
  public @Nullable Long findStep(StoredApp app, ConfirmationCode code, Instant now) {
    byte[] secret = new Base32().decode(key.open(app.sealedSecret(), app.subject()).reveal());
    long current = now.getEpochSecond() / STEP.toSeconds();
    Long found = null;
    for (long step = current - DRIFT; step <= current + DRIFT; step++) {
      if (codeAt(secret, step).equals(code) && step > app.lastStep()) {
        found = step;
      }
    }
    return found;
  }

  private ConfirmationCode codeAt(byte[] secret, long step) {
    try {
      return new ConfirmationCode(
          codes.generateOneTimePasswordString(
              new SecretKeySpec(secret, "RAW"),
              Instant.ofEpochSecond(step * STEP.toSeconds()),
              Locale.ROOT));
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("every key is valid", e);
    }
  }

  /** Consumes the code of a time step. Of several simultaneous calls, one succeeds. */
  public static boolean consume(Transaction transaction, StoredApp app, long step) {
    return transaction.update(
            """
            UPDATE totp_apps SET last_step = ?
            WHERE sub = ? AND in_force = ? AND sealed_secret = ? AND last_step < ?
            """,
            step,
            app.subject(),
            app.inForce(),
            app.sealedSecret(),
            step)
        == 1;
  }

  /** Activates the app that waits for confirmation; replaces the active one. */
  public static void activate(Transaction transaction, String subject) {
    transaction.update("DELETE FROM totp_apps WHERE sub = ? AND in_force = 1", subject);
    transaction.update("UPDATE totp_apps SET in_force = 1 WHERE sub = ?", subject);
  }

  /** Removes all apps of the user. */
  public static void remove(Transaction transaction, String subject) {
    transaction.update("DELETE FROM totp_apps WHERE sub = ?", subject);
  }
}
