package dev.gatehouse.adapter.embedded.hashing;

import dev.gatehouse.adapter.embedded.hashing.PasswordHasher.Cost;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Computes Argon2id hashes (RFC 9106): with libsodium, or with Bouncy Castle if libsodium does not
 * load on this machine.
 */
public final class Argon2 {
  private static final Logger LOG = System.getLogger(Argon2.class.getName());

  private static final int BLOCKS = Argon2BytesGenerator.getBlockCount(Cost.OWASP.memory(), 1);
  private static final long BYTES_OF_A_HASH = Cost.OWASP.memory() * 1024L;

  private final @Nullable Sodium sodium;

  /**
   * Limits the hashes of Bouncy Castle at a time, so that they take at most a quarter of the heap.
   */
  private final Semaphore turns =
      new Semaphore((int) Math.max(1, Runtime.getRuntime().maxMemory() / 4 / BYTES_OF_A_HASH));

  /** The memory of earlier hashes, used again so that a hash leaves no garbage. */
  private final Queue<BlockPool> memory = new ConcurrentLinkedQueue<>();

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
        : hashInJava(secret, like);
  }

  private byte[] hashInJava(byte[] secret, EncodedHash like) {
    turns.acquireUninterruptibly();
    BlockPool blocks =
        Objects.requireNonNullElseGet(memory.poll(), () -> new FixedBlockPool(BLOCKS));
    try {
      Argon2BytesGenerator generator = new Argon2BytesGenerator();
      generator.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(like.version())
              .withMemoryAsKB(like.memory())
              .withIterations(like.iterations())
              .withParallelism(like.lanes())
              .withSalt(like.saltBytes())
              .withBlockPool(blocks)
              .build());
      byte[] hash = new byte[like.hashBytes().length];
      generator.generateBytes(secret, hash);
      return hash;
    } finally {
      memory.add(blocks);
      turns.release();
    }
  }
}
