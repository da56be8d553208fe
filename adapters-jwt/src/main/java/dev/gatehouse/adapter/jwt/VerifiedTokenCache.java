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
 * Remembers the tokens that were verified, by their SHA-256: the tokens themselves are not kept.
 *
 * <p>It forgets only to make room; whether what it remembers still holds is the caller's to see.
 */
final class VerifiedTokenCache {
  private final Cache<Fingerprint, Entry> entries;
  private final MessageDigest sha256;

  /**
   * A token that was verified.
   *
   * @param keys the set that its key was found in
   */
  record Entry(VerifiedClaims claims, VerificationKey key, KeySet keys) {}

  /** The SHA-256 of a token. */
  record Fingerprint(long first, long second, long third, long fourth) {}

  /**
   * Makes an empty cache.
   *
   * @param size how many tokens it remembers
   */
  VerifiedTokenCache(int size) {
    // What there is to do now and then takes microseconds: the caller's thread will do.
    entries = Caffeine.newBuilder().maximumSize(size).executor(Runnable::run).recordStats().build();
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  Fingerprint fingerprint(byte[] token) {
    try {
      // A clone costs less than a look-up of the algorithm.
      MessageDigest digest = (MessageDigest) sha256.clone();
      ByteBuffer hash = ByteBuffer.wrap(digest.digest(token));
      return new Fingerprint(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's SHA-256 can be cloned", e);
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
