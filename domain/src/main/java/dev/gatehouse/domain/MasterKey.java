package dev.gatehouse.domain;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * The key that protects other keys where they are stored: 32 random bytes in Base64.
 *
 * <p>It encrypts nothing itself. Each {@link Purpose} has a key of its own, so that nothing that is
 * made for one purpose can be used for another.
 */
public final class MasterKey extends Secret {
  /** The length of the key, and of a derived key, in bytes. */
  public static final int BYTES = 32;

  private static final int TEXT_LENGTH = 44;
  private static final int ID_LENGTH = 12;

  /** What a derived key is for. */
  public enum Purpose {
    /** Encrypts the private signing keys. */
    SIGNING_KEYS("gatehouse signing keys"),
    /** Encrypts the key of the authenticator apps. */
    TOTP_KEY("gatehouse totp key"),
    /** Hashes the names in the audit trail. */
    AUDIT_NAMES("gatehouse audit names"),
    /** Is shown as the id of the master key. */
    ID("gatehouse master key id");

    private final String label;

    Purpose(String label) {
      this.label = label;
    }
  }

  /**
   * Creates a key.
   *
   * @throws IllegalArgumentException if the text is not the Base64 of {@value #BYTES} bytes
   */
  public MasterKey(String base64) {
    if (base64.length() != TEXT_LENGTH || decode(base64).length != BYTES) {
      throw new IllegalArgumentException("the master key must have " + BYTES + " bytes in Base64");
    }
    super(base64);
  }

  /** Returns the {@value #BYTES} bytes of the key for a purpose (HKDF with SHA-256, RFC 5869). */
  public byte[] derive(Purpose purpose) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(
              HKDFParameterSpec.ofExtract()
                  .addIKM(decode(reveal()))
                  .thenExpand(purpose.label.getBytes(StandardCharsets.UTF_8), BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HKDF", e);
    }
  }

  /** Returns a short id, which tells master keys apart and reveals nothing of them. */
  public String id() {
    return Base64.getUrlEncoder().encodeToString(derive(Purpose.ID)).substring(0, ID_LENGTH);
  }

  private static byte[] decode(String base64) {
    return Base64.getDecoder().decode(base64);
  }
}
