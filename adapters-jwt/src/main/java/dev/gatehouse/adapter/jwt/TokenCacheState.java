package dev.gatehouse.adapter.jwt;

/**
 * The state of the cache of verified tokens.
 *
 * @param tokens the approximate number of cached tokens
 * @param hits the number of look-ups that found their token
 * @param misses the number of look-ups that did not
 */
public record TokenCacheState(long tokens, long hits, long misses) {
  /** The state for a verifier without a cache. */
  static final TokenCacheState NONE = new TokenCacheState(0, 0, 0);
}
