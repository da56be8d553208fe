package dev.gatehouse.adapter.embedded.session;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import dev.gatehouse.adapter.embedded.store.RandomText;
import dev.gatehouse.domain.token.RefreshToken;
import java.text.ParseException;

/**
 * Encrypts a refresh token with the token that it replaces: JSON Web Encryption (RFC 7516), {@code
 * dir} and {@code A256GCM}. Only the owner of the old token can read the new one, and the database
 * alone is not enough.
 */
final class SealedSuccessor {
  private static final JWEHeader HEADER = new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM);

  private SealedSuccessor() {}

  static String seal(RefreshToken old, RefreshToken successor) {
    JWEObject sealed = new JWEObject(HEADER, new Payload(successor.reveal()));
    try {
      sealed.encrypt(new DirectEncrypter(key(old)));
    } catch (JOSEException e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    }
    return sealed.serialize();
  }

  /**
   * Decrypts the successor of a token.
   *
   * @throws IllegalStateException if it was encrypted with another token
   */
  static RefreshToken open(RefreshToken old, String sealed) {
    try {
      JWEObject envelope = JWEObject.parse(sealed);
      envelope.decrypt(new DirectDecrypter(key(old)));
      return new RefreshToken(envelope.getPayload().toString());
    } catch (ParseException | JOSEException e) {
      throw new IllegalStateException("the successor belongs to another refresh token", e);
    }
  }

  /** Another hash than the one that is stored, so that the database does not contain the key. */
  private static byte[] key(RefreshToken old) {
    return RandomText.hash(new RefreshToken("successor of " + old.reveal()));
  }
}
