package dev.gatehouse.adapter.embedded.store;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.KeyLengthException;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import java.text.ParseException;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts texts: JSON Web Encryption (RFC 7516), {@code dir} and {@code A256GCM}. Nobody can read
 * or change a sealed text without the key.
 */
public final class SealingKey {
  /** The length of a key, in bytes. */
  public static final int BYTES = 32;

  private final JWEHeader header;
  private final DirectEncrypter encrypter;
  private final DirectDecrypter decrypter;

  /**
   * Creates a key.
   *
   * @throws IllegalArgumentException if the key does not have {@value #BYTES} bytes
   */
  public SealingKey(byte[] key) {
    this(key, null);
  }

  /**
   * Creates a key with an id, which its sealed texts contain.
   *
   * @throws IllegalArgumentException if the key does not have {@value #BYTES} bytes
   */
  public SealingKey(byte[] key, @Nullable String id) {
    if (key.length != BYTES) {
      throw new IllegalArgumentException("it must have " + BYTES + " bytes");
    }
    SecretKey secret = new SecretKeySpec(key, "AES");
    this.header =
        new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM).keyID(id).build();
    try {
      this.encrypter = new DirectEncrypter(secret);
      this.decrypter = new DirectDecrypter(secret);
    } catch (KeyLengthException e) {
      throw new IllegalStateException("AES takes such keys", e);
    }
  }

  /**
   * Returns whether a text is sealed. PEM and Base64 have no dots, and the key of a JWE is empty.
   */
  public static boolean isSealed(String text) {
    return text.contains("..");
  }

  /** Returns the id of the key that sealed a text; null if the text does not contain one. */
  public static @Nullable String idOf(String text) {
    try {
      return JWEObject.parse(text).getHeader().getKeyID();
    } catch (ParseException _) {
      return null;
    }
  }

  /** Returns the id; null if there is none. */
  public @Nullable String id() {
    return header.getKeyID();
  }

  /** Encrypts a text. */
  public String seal(String text) {
    JWEObject sealed = new JWEObject(header, new Payload(text));
    try {
      sealed.encrypt(encrypter);
    } catch (JOSEException e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    }
    return sealed.serialize();
  }

  /**
   * Decrypts a text.
   *
   * @throws IllegalStateException if it was sealed with another key, or is damaged
   */
  public String open(String sealed) {
    try {
      JWEObject envelope = JWEObject.parse(sealed);
      envelope.decrypt(decrypter);
      return envelope.getPayload().toString();
    } catch (ParseException | JOSEException e) {
      throw new IllegalStateException(
          "a sealed text cannot be opened: it belongs to another key, or is damaged", e);
    }
  }
}
