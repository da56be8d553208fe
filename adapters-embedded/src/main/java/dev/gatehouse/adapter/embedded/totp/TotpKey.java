package dev.gatehouse.adapter.embedded.totp;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.adapter.embedded.store.SealingKey;
import dev.gatehouse.domain.totp.TotpSecret;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.Map;

/**
 * Encrypts the secrets of authenticator apps, so that a copy of the database is not enough to
 * compute codes. The user is part of the encrypted data, so a secret does not work in the row of
 * another user.
 */
public final class TotpKey {
  private final SealingKey key;

  /**
   * Creates the encryption with a key.
   *
   * @throws IllegalArgumentException if the key does not have {@value SealingKey#BYTES} bytes
   */
  TotpKey(byte[] key) {
    this.key = new SealingKey(key);
  }

  /** Creates a random key. */
  public static TotpKey random(SecureRandom random) {
    return new TotpKey(bytes(random));
  }

  static byte[] bytes(SecureRandom random) {
    byte[] bytes = new byte[SealingKey.BYTES];
    random.nextBytes(bytes);
    return bytes;
  }

  public String seal(TotpSecret secret, String subject) {
    return key.seal(
        JSONObjectUtils.toJSONString(Map.of("sub", subject, "secret", secret.reveal())));
  }

  /**
   * Decrypts a secret.
   *
   * @throws IllegalStateException if it was encrypted with another key or for another user
   */
  public TotpSecret open(String sealed, String subject) {
    try {
      Map<String, Object> content = JSONObjectUtils.parse(key.open(sealed));
      if (subject.equals(content.get("sub")) && content.get("secret") instanceof String secret) {
        return new TotpSecret(secret);
      }
      throw new IllegalStateException("the secret of " + subject + "'s app is another's");
    } catch (ParseException e) {
      throw new IllegalStateException("the secret of " + subject + "'s app is damaged", e);
    }
  }
}
