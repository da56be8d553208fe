package dev.gatehouse.adapter.embedded.hashing;

import dev.gatehouse.domain.Secret;
import dev.gatehouse.domain.account.Password;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Hashes passwords and codes with Argon2id, in their UTF-8 form without trimming.
 *
 * <p>A hash contains its parameters, so hashes with other parameters keep verifying. Hashing on a
 * virtual thread is refused, because it would block the carrier thread.
 */
public final class PasswordHasher {
  /** The length of a salt (RFC 9106, section 3.1, recommends 16 bytes). */
  public static final int SALT_BYTES = 16;

  private static final int HASH_BYTES = 32;

  private final Cost cost;
  private final SecureRandom random;
  private final Supplier<Argon2> argon2;
  private final PasswordHash decoy;
  private final LongAdder hashes = new LongAdder();

  /**
   * The cost of a hash, with one lane.
   *
   * @param memory in KiB
   * @param iterations the number of passes over the memory
   */
  public record Cost(int memory, int iterations) {
    /** The minimum of OWASP's Password Storage Cheat Sheet: 19 MiB and 2 passes. */
    public static final Cost OWASP = new Cost(19 * 1024, 2);

    /** The minimum of Argon2 (RFC 9106, section 3.1), only for databases in memory. */
    public static final Cost LEAST = new Cost(8, 1);

    private boolean isBelow(Cost other) {
      return (long) memory * iterations < (long) other.memory * other.iterations;
    }

    /** Returns a hash of zeros with this cost. */
    private EncodedHash encoded(byte[] salt) {
      return new EncodedHash(
          EncodedHash.CURRENT_VERSION,
          memory,
          iterations,
          1,
          EncodedHash.base64(salt),
          EncodedHash.base64(new byte[HASH_BYTES]));
    }
  }

  /**
   * Creates a hasher with this cost, this source of salts, and the fastest library. The first hash
   * loads the library.
   */
  public PasswordHasher(Cost cost, SecureRandom random) {
    this(cost, random, Argon2::fastest);
  }

  PasswordHasher(Cost cost, SecureRandom random, Supplier<Argon2> argon2) {
    this.cost = cost;
    this.random = random;
    this.argon2 = argon2;
    this.decoy = cost.encoded(randomBytes(SALT_BYTES)).withHash(randomBytes(HASH_BYTES)).encode();
  }

  /** Computes a hash with a new salt. */
  public PasswordHash hash(Secret secret) {
    return hash(secret, randomBytes(SALT_BYTES));
  }

  /**
   * Computes a hash with this salt, so that it can be compared with several hashes at the cost of
   * one.
   *
   * @param salt 16 bytes that an attacker does not know
   */
  public PasswordHash hash(Secret secret, byte[] salt) {
    EncodedHash encoded = cost.encoded(salt);
    return encoded.withHash(compute(secret, encoded)).encode();
  }

  /** How a password matches a hash. */
  public enum Match {
    /** Another password. */
    NONE,
    /** The password. */
    CURRENT,
    /** The password, but a new hash of it would be better. */
    OUTDATED
  }

  /**
   * Compares a password with a hash. Tries the {@linkplain Password#forms forms} of the password in
   * turn, so a password in Unicode normalization form C, such as every password in ASCII, costs one
   * hash.
   */
  public Match match(Password password, PasswordHash hash) {
    List<Password> forms = password.forms();
    for (Password form : forms) {
      if (matches(form, hash)) {
        return form.equals(forms.getFirst()) && !isWeak(hash) ? Match.CURRENT : Match.OUTDATED;
      }
    }
    return Match.NONE;
  }

  /** Returns whether a hash belongs to exactly this text. */
  public boolean matches(Secret secret, PasswordHash hash) {
    EncodedHash stored = EncodedHash.of(hash);
    return MessageDigest.isEqual(compute(secret, stored), stored.hashBytes());
  }

  /**
   * Returns a hash that matches no password. Checking it costs as much as checking a current hash.
   */
  public PasswordHash decoy() {
    return decoy;
  }

  /** Returns whether a hash is cheaper than a current one. */
  private boolean isWeak(PasswordHash hash) {
    EncodedHash stored = EncodedHash.of(hash);
    return new Cost(stored.memory(), stored.iterations()).isBelow(cost);
  }

  /** Returns how many hashes were computed. */
  public long hashes() {
    return hashes.sum();
  }

  /** Computes the hash of a secret with the parameters, the salt and the length of another hash. */
  private byte[] compute(Secret secret, EncodedHash like) {
    if (Thread.currentThread().isVirtual()) {
      throw new IllegalStateException("a hash on a virtual thread");
    }
    hashes.increment();
    return argon2.get().hash(secret.reveal().getBytes(StandardCharsets.UTF_8), like);
  }

  private byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
