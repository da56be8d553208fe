package dev.gatehouse.adapter.jwt;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import dev.gatehouse.adapter.jwt.key.KeySet;
import dev.gatehouse.adapter.jwt.key.VerificationKey;
import dev.gatehouse.domain.token.VerifiedClaims;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * A cache of verified tokens, by the SHA-256 of the token. It does not store the tokens themselves.
 *
 * <p>It removes entries only to make room. The caller must check that an entry is still valid.
 */
final class VerifiedTokenCache {
  /** The length that the default size of the cache is meant for, in bytes. */
  private static final int USUAL_LENGTH = 2 * 1024;

  private final Cache<Fingerprint, Entry> entries;
  private final MessageDigest sha256;

  /**
   * The result for a verified token.
   *
   * @param keys the key set that contained the key
   * @param length the length of the token in bytes; the claims take memory in proportion to it
   */
  record Entry(VerifiedClaims claims, VerificationKey key, KeySet keys, int length) {}

  /** The SHA-256 of a token. */
  record Fingerprint(long first, long second, long third, long fourth) {}

  /**
   * Makes an empty cache.
   *
   * @param size the maximum number of tokens of up to 2 KiB; longer tokens count several times
   */
  VerifiedTokenCache(int size) {
    // Maintenance takes microseconds, so it runs on the caller's thread.
    entries =
        Caffeine.newBuilder()
            .maximumWeight(size)
            .weigher((Fingerprint _, Entry entry) -> Math.ceilDiv(entry.length(), USUAL_LENGTH))
            .executor(Runnable::run)
            .recordStats()
            .build();
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK does not support SHA-256", e);
    }
  }

  Fingerprint fingerprint(byte[] token) {
    try {
      // A clone is cheaper than a look-up of the algorithm.
      MessageDigest digest = (MessageDigest) sha256.clone();
      ByteBuffer hash = ByteBuffer.wrap(digest.digest(token));
      return new Fingerprint(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the SHA-256 of this JDK cannot be cloned", e);
    }
  }

  @Nullable Entry get(Fingerprint token) {
    return entries.getIfPresent(token);
  }

  TokenCacheState state() {
    CacheStats stats = entries.stats();
    return new TokenCacheState(entries.estimatedSize(), stats.hitCount(), stats.missCount());
  }

  void put(Fingerprint token, Entry entry) {
    entries.put(token, entry);
  }
}
