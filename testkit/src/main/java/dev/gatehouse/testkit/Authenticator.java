package dev.gatehouse.testkit;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.totp.TotpSecret;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/** An authenticator app, like the one on a user's phone (RFC 6238). */
public final class Authenticator {
  private static final Duration STEP = Duration.ofSeconds(30);

  private final SecretKeySpec key;

  /** Sets the app up with a secret. */
  public Authenticator(TotpSecret secret) {
    this.key = new SecretKeySpec(new Base32().decode(secret.reveal()), "RAW");
  }

  /** Returns the code that the app shows at the given time. */
  public ConfirmationCode code(Instant time) {
    try {
      return new ConfirmationCode(
          new TimeBasedOneTimePasswordGenerator(STEP)
              .generateOneTimePasswordString(key, time, Locale.ROOT));
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("an HMAC key may be any bytes", e);
    }
  }

  /**
   * Returns the code that the app shows the given number of 30 s steps later; earlier if the number
   * is negative.
   */
  public ConfirmationCode code(Instant time, int stepsLater) {
    return code(time.plus(STEP.multipliedBy(stepsLater)));
  }
}
