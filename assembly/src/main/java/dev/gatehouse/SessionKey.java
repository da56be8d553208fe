package dev.gatehouse;

import dev.gatehouse.adapter.jwt.JweChallengeSessions;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The key for the state of unfinished logins, if none is set. */
final class SessionKey {
  private static final Logger LOG = System.getLogger(SessionKey.class.getName());

  private SessionKey() {}

  /** Creates a key, and warns if other nodes may need the same one. */
  static SecretKey ofThisStart(@Nullable ProviderSettings provider) {
    if (provider instanceof ProviderSettings.Cognito) {
      LOG.log(
          Level.WARNING,
          "SESSION_KEY is not set: a restart ends the logins that wait for a code, and other"
              + " nodes cannot finish them");
    }
    byte[] random = new byte[JweChallengeSessions.KEY_BYTES];
    new SecureRandom().nextBytes(random);
    return new SecretKeySpec(random, "AES");
  }
}
