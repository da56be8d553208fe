package dev.gatehouse.adapter.jwt.key;

import dev.gatehouse.domain.IdentityProviderUnavailableException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.PublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One issuer's keys, remembered.
 *
 * <p>A key once obtained keeps verifying through any outage of its source; a fetch that fails
 * changes nothing. A caller with a known key never waits.
 */
public final class KeySet {
  private static final Logger LOG = System.getLogger(KeySet.class.getName());

  /** How often unknown key ids may cause a fetch, for all callers together. */
  public static final Duration COOL_DOWN = Duration.ofSeconds(10);

  /** How many callers with an unknown key id may wait for a fetch, whoever caused it. */
  static final int MAX_WAITING = 100;

  private final KeySetSource source;
  private final SignatureProvider provider;
  private final InstantSource clock;
  private final ReentrantLock fetching = new ReentrantLock();
  private final Semaphore waiting = new Semaphore(MAX_WAITING);
  private final LongAdder fetches = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private volatile Instant lastSought = Instant.MIN;

  /** Null before the first fetch that worked. */
  private volatile @Nullable Instant fetchedAt;

  /** Whether the fetch in flight was caused by an unknown key id. */
  private volatile boolean seeking;

  /** Empty as long as none was obtained, and never again. */
  private volatile Map<String, VerificationKey> keys = Map.of();

  public KeySet(KeySetSource source, SignatureProvider provider, InstantSource clock) {
    this.source = source;
    this.provider = provider;
    this.clock = clock;
  }

  /** Whether there is any key to verify with. */
  public boolean isLoaded() {
    return !keys.isEmpty();
  }

  /** The remembered key of an id, or null; never fetches. */
  public @Nullable VerificationKey findKnown(String keyId) {
    return keys.get(keyId);
  }

  /** Whether this very key is still the one of its id. */
  public boolean contains(VerificationKey key) {
    return keys.get(key.id()) == key;
  }

  /** The key of an id, {@link #findKnown} or {@link #findAfterRefresh}, or null. */
  public @Nullable VerificationKey find(String keyId) {
    VerificationKey key = findKnown(keyId);
    return key == null ? findAfterRefresh(keyId) : key;
  }

  /**
   * The key of an id that was not {@link #findKnown}, or null; fetches the set, unless an unknown
   * id caused that just now.
   *
   * <p>Callers at the same time share one fetch. Those that come soon after it, and those for whom
   * there is no room to wait, are answered at once.
   *
   * @throws IdentityProviderUnavailableException if no key was ever obtained
   */
  public @Nullable VerificationKey findAfterRefresh(String keyId) {
    // In this order: a fetch in flight is seen by one or the other.
    if ((mayFetch() || seeking) && waiting.tryAcquire()) {
      try {
        seek(keyId);
      } finally {
        waiting.release();
      }
    }
    if (!isLoaded()) {
      throw IdentityProviderUnavailableException.unavailable(
          "no key to verify tokens with was obtained yet", COOL_DOWN, null);
    }
    return findKnown(keyId);
  }

  private void seek(String keyId) {
    fetching.lock();
    try {
      // Whoever waited here may find that the fetch before brought what it came for.
      if (findKnown(keyId) == null && mayFetch()) {
        seeking = true;
        lastSought = clock.instant();
        refresh();
      }
    } finally {
      seeking = false;
      fetching.unlock();
    }
  }

  private boolean mayFetch() {
    Instant now = clock.instant();
    // A clock that was set back must not prolong the wait.
    return now.isBefore(lastSought) || !now.isBefore(lastSought.plus(COOL_DOWN));
  }

  /** Fetches the set now and says whether that worked. */
  public boolean refresh() {
    fetching.lock();
    try {
      replace(KeySetDocument.read(source.fetch()));
      fetchedAt = clock.instant();
      fetches.increment();
      return true;
    } catch (IOException | ParseException | RuntimeException | Error e) {
      // Of whatever kind: a moment without memory must not be the end of all refreshing.
      failures.increment();
      LOG.log(
          Level.WARNING,
          "A key set can''t be refreshed ({0}): {1}",
          isLoaded() ? "the keys known so far stay in force" : "no token can be verified yet",
          e.getMessage());
      LOG.log(Level.DEBUG, "Why the key set can't be refreshed", e);
      return false;
    } finally {
      fetching.unlock();
    }
  }

  /** How it is doing, for the issuer that it is of. */
  public KeySetState state(String issuer) {
    return new KeySetState(issuer, keys.size(), fetchedAt, fetches.sum(), failures.sum());
  }

  /** A key whose material is as before stays the same object: what was verified with it holds. */
  private void replace(Map<String, PublicKey> fetched) {
    Map<String, VerificationKey> before = keys;
    Map<String, VerificationKey> now = new HashMap<>();
    fetched.forEach(
        (id, material) -> {
          VerificationKey known = before.get(id);
          now.put(
              id,
              known != null && known.hasKeyMaterialOf(material)
                  ? known
                  : new VerificationKey(id, material, provider));
        });
    keys = Map.copyOf(now);
    if (!before.isEmpty() && !now.equals(before)) {
      LOG.log(Level.INFO, "The keys that verify tokens are now {0}", new TreeSet<>(now.keySet()));
    }
  }
}
