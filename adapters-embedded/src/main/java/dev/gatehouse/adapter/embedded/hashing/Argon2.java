package dev.gatehouse.adapter.embedded.hashing;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Computes Argon2id hashes (RFC 9106): with libsodium, or with Bouncy Castle if libsodium does not
 * load on this machine.
 */
public final class Argon2 {
  private static final Logger LOG = System.getLogger(Argon2.class.getName());

  private final @Nullable Sodium sodium;

  /** Loads libsodium once in a process. */
  private static final class OfThisProcess {
    static final Argon2 ARGON2 = load();

    private static Argon2 load() {
      try {
        return new Argon2(Sodium.load());
      } catch (Sodium.UnavailableException e) {
        LOG.log(
            Level.INFO,
            "libsodium does not work here, Bouncy Castle computes the password hashes, which takes"
                + " more time: {0}",
            e.getMessage());
        return new Argon2(null);
      }
    }
  }

  /**
   * Creates a function.
   *
   * @param sodium computes the hashes that it supports; null if Bouncy Castle computes all
   */
  Argon2(@Nullable Sodium sodium) {
    this.sodium = sodium;
  }

  /**
   * Returns the fastest function that works on this machine. The first call loads a native library.
   * If that fails, it logs one line.
   */
  public static Argon2 fastest() {
    return OfThisProcess.ARGON2;
  }

  /** Returns the name of the library that computes new hashes. */
  public String library() {
    return isNative() ? "libsodium" : "Bouncy Castle";
  }

  /** Returns whether a native library computes new hashes, which takes two thirds of the time. */
  public boolean isNative() {
    return sodium != null;
  }

  /** Computes the hash of a secret with the parameters, the salt and the length of another hash. */
  byte[] hash(byte[] secret, EncodedHash like) {
    return sodium != null && Sodium.supports(like)
        ? sodium.hash(secret, like)
        : BouncyCastle.hash(secret, like);
  }
}
