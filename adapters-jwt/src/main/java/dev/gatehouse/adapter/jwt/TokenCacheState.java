package dev.gatehouse.adapter.jwt;

/**
 * How the memory of verified tokens is doing.
 *
 * @param tokens how many it remembers, about
 * @param hits how many look-ups found their token
 * @param misses how many did not
 */
public record TokenCacheState(long tokens, long hits, long misses) {
  /** Of a verifier that remembers none. */
  static final TokenCacheState NONE = new TokenCacheState(0, 0, 0);
}
