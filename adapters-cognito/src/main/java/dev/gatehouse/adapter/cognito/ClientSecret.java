package dev.gatehouse.adapter.cognito;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret of a user pool client; outside this adapter it can't be read back. */
public final class ClientSecret {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;
  private final String text;

  /**
   * Wraps a secret's text.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public ClientSecret(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("an empty client secret");
    }
    this.text = text;
    this.key = new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /** The text itself, for operations that ask for it as it is. */
  String reveal() {
    return text;
  }

  /**
   * The {@code SECRET_HASH} that the service asks for: Base64(HMAC-SHA256(secret, user name +
   * client id)).
   */
  String hash(String username, String clientId) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] hash = mac.doFinal((username + clientId).getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  @Override
  public String toString() {
    return "ClientSecret[redacted]";
  }
}
