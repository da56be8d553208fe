package dev.gatehouse.adapter.embedded.hashing;

import dev.gatehouse.adapter.embedded.hashing.PasswordHasher.Cost;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Computes Argon2id hashes in Java. Only the first hash loads the library, because its signed jar
 * takes a tenth of a second.
 */
final class BouncyCastle {
  private static final int BLOCKS = Argon2BytesGenerator.getBlockCount(Cost.OWASP.memory(), 1);
  private static final long BYTES_OF_A_HASH = Cost.OWASP.memory() * 1024L;

  /** Limits the hashes at a time, so that they take at most a quarter of the heap. */
  private static final Semaphore TURNS =
      new Semaphore((int) Math.max(1, Runtime.getRuntime().maxMemory() / 4 / BYTES_OF_A_HASH));

  /** The memory of earlier hashes, used again so that a hash leaves no garbage. */
  private static final Queue<BlockPool> MEMORY = new ConcurrentLinkedQueue<>();

  private BouncyCastle() {}

  /** Computes the hash of a secret with the parameters, the salt and the length of another hash. */
  static byte[] hash(byte[] secret, EncodedHash like) {
    TURNS.acquireUninterruptibly();
    BlockPool blocks =
        Objects.requireNonNullElseGet(MEMORY.poll(), () -> new FixedBlockPool(BLOCKS));
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
      MEMORY.add(blocks);
      TURNS.release();
    }
  }
}
