package dev.gatehouse.adapter.embedded.totp;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.KeyLengthException;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import dev.gatehouse.domain.totp.TotpSecret;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts the secrets of authenticator apps, so that a copy of the database is not enough to
 * compute codes: JSON Web Encryption (RFC 7516), {@code dir} and {@code A256GCM}. The user is part
 * of the encrypted data, so a secret does not work in the row of another user.
 */
public final class TotpKey {
  static final int BYTES = 32;

  private static final JWEHeader HEADER = new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM);

  private final DirectEncrypter encrypter;
  private final DirectDecrypter decrypter;

  /**
   * Creates the encryption with a key.
   *
   * @throws IllegalArgumentException if the key does not have {@value #BYTES} bytes
   */
  TotpKey(byte[] key) {
    if (key.length != BYTES) {
      throw new IllegalArgumentException("it must have " + BYTES + " bytes");
    }
    SecretKey secret = new SecretKeySpec(key, "AES");
    try {
      this.encrypter = new DirectEncrypter(secret);
      this.decrypter = new DirectDecrypter(secret);
    } catch (KeyLengthException e) {
      throw new IllegalStateException("AES takes such keys", e);
    }
  }

  /** Creates a random key. */
  public static TotpKey random(SecureRandom random) {
    return new TotpKey(bytes(random));
  }

  static byte[] bytes(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return bytes;
  }

  public String seal(TotpSecret secret, String subject) {
    JWEObject sealed =
        new JWEObject(
            HEADER, new Payload(Map.<String, Object>of("sub", subject, "secret", secret.reveal())));
    try {
      sealed.encrypt(encrypter);
    } catch (JOSEException e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    }
    return sealed.serialize();
  }

  /**
   * Decrypts a secret.
   *
   * @throws IllegalStateException if it was encrypted with another key or for another user
   */
  public TotpSecret open(String sealed, String subject) {
    try {
      JWEObject envelope = JWEObject.parse(sealed);
      envelope.decrypt(decrypter);
      Map<String, Object> content = envelope.getPayload().toJSONObject();
      if (content != null
          && subject.equals(content.get("sub"))
          && content.get("secret") instanceof String secret) {
        return new TotpSecret(secret);
      }
      throw new IllegalStateException("the secret of " + subject + "'s app is another's");
    } catch (ParseException | JOSEException e) {
      throw new IllegalStateException(
          "the secret of " + subject + "'s app can't be opened with the key that is there", e);
    }
  }
}
