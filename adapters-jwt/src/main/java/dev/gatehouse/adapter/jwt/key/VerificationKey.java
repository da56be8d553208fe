package dev.gatehouse.adapter.jwt.key;

import dev.gatehouse.adapter.jwt.token.CompactToken;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * A public RSA key that verifies RS256 signatures, and nothing else.
 *
 * <p>Keeps signature objects for reuse, because creating one costs a third of a verification.
 */
public final class VerificationKey {
  /** The only algorithm that keys accept. Cognito and the embedded provider sign with it. */
  public static final String ALGORITHM = "RS256";

  /**
   * The maximum number of stored signature objects. More are in use at once only on a machine with
   * more cores.
   */
  private static final int MAX_READY = 64;

  private final String id;
  private final PublicKey key;
  private final SignatureProvider provider;
  private final BlockingQueue<Signature> ready = new ArrayBlockingQueue<>(MAX_READY);

  public VerificationKey(String id, PublicKey key, SignatureProvider provider) {
    this.id = id;
    this.key = key;
    this.provider = provider;
    ready.add(provider.verifierFor(key));
  }

  /** Returns the key id, which names the key in its key set. */
  String id() {
    return id;
  }

  boolean hasKeyMaterialOf(PublicKey material) {
    return key.equals(material);
  }

  public boolean isSameAs(VerificationKey other) {
    return hasKeyMaterialOf(other.key);
  }

  public boolean verifies(CompactToken token) {
    Signature signature = ready.poll();
    if (signature == null) {
      signature = provider.verifierFor(key);
    }
    try {
      signature.update(token.text(), 0, token.signedLength());
      boolean holds = signature.verify(token.signature());
      // If the queue is full, the object is dropped.
      var _ = ready.offer(signature);
      return holds;
    } catch (SignatureException _) {
      // The signature has a wrong length. Drop the object, because its state is undefined.
      return false;
    }
  }
}
