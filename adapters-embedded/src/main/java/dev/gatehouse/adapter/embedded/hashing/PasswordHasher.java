package dev.gatehouse.adapter.embedded.hashing;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import dev.gatehouse.domain.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.atomic.LongAdder;

/**
 * Argon2id over the UTF-8 form of a password or a code exactly as given: no Unicode normalization
 * and no trimming, so that the password is what its owner typed and nothing else.
 *
 * <p>A hash carries its parameters; one made with others keeps verifying. It is refused to hash on
 * a virtual thread, which would hold up its carrier.
 */
public final class PasswordHasher {
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  private final Cost cost;
  private final SecureRandom random;
  private final PasswordHash decoy;
  private final LongAdder hashes = new LongAdder();

  /**
   * What a hash costs, on one lane.
   *
   * @param memory in KiB
   * @param iterations passes over that memory
   */
  public record Cost(int memory, int iterations) {
    /** What OWASP's Password Storage Cheat Sheet asks for at least: 19 MiB and 2 passes. */
    public static final Cost OWASP = new Cost(19 * 1024, 2);

    /** The least that Argon2 allows (RFC 9106, section 3.1), for throw-away databases alone. */
    public static final Cost LEAST = new Cost(8, 1);

    private boolean isBelow(Cost other) {
      return (long) memory * iterations < (long) other.memory * other.iterations;
    }

    private Argon2Function function() {
      return Argon2Function.getInstance(memory, iterations, 1, HASH_BYTES, Argon2.ID);
    }
  }

  /** Hashes at this cost, with salts from this source. */
  public PasswordHasher(Cost cost, SecureRandom random) {
    this.cost = cost;
    this.random = random;
    this.decoy =
        new PasswordHash(
            "$argon2id$v=%d$m=%d,t=%d,p=1$%s$%s"
                .formatted(
                    Argon2Function.ARGON2_VERSION_13,
                    cost.memory(),
                    cost.iterations(),
                    base64(randomBytes(SALT_BYTES)),
                    base64(randomBytes(HASH_BYTES))));
  }

  /** A new hash, with a salt of its own. */
  public PasswordHash hash(Secret secret) {
    return new PasswordHash(
        counted(cost.function()).hash(bytes(secret), randomBytes(SALT_BYTES)).getResult());
  }

  /** Whether the hash is this secret's. */
  public boolean matches(Secret secret, PasswordHash hash) {
    return counted(Argon2Function.getInstanceFromHash(hash.phc()))
        .check(bytes(secret), hash.phc().getBytes(StandardCharsets.US_ASCII));
  }

  /** The hash of no password: looking for a match costs what it costs with a hash made now. */
  public PasswordHash decoy() {
    return decoy;
  }

  /** Whether the hash cost less to make than one made now. */
  public boolean isWeak(PasswordHash hash) {
    Argon2Function made = Argon2Function.getInstanceFromHash(hash.phc());
    return new Cost(made.getMemory(), made.getIterations()).isBelow(cost);
  }

  /** How many hashes were computed so far. */
  public long hashes() {
    return hashes.sum();
  }

  private Argon2Function counted(Argon2Function function) {
    if (Thread.currentThread().isVirtual()) {
      throw new IllegalStateException("a hash on a virtual thread");
    }
    hashes.increment();
    return function;
  }

  private byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] bytes(Secret secret) {
    return secret.reveal().getBytes(StandardCharsets.UTF_8);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().withoutPadding().encodeToString(bytes);
  }
}
