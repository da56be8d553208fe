package dev.gatehouse.adapter.cognito;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret of a user pool client. Only this adapter can read its text. */
public final class ClientSecret {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;
  private final String text;

  /**
   * Creates a secret.
   *
   * @throws IllegalArgumentException if the text is empty
   */
  public ClientSecret(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("the client secret is empty");
    }
    this.text = text;
    this.key = new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /** Returns the text, for operations that need the secret itself instead of a hash. */
  String reveal() {
    return text;
  }

  /**
   * Returns the {@code SECRET_HASH} that Cognito requires: Base64(HMAC-SHA256(secret, user name +
   * client id)).
   */
  String hash(String username, String clientId) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] hash = mac.doFinal((username + clientId).getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform supports " + ALGORITHM, e);
    }
  }

  @Override
  public String toString() {
    return "ClientSecret[redacted]";
  }
}
