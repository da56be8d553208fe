package dev.gatehouse.adapter.jwt.key;

import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.Ticker;
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
 * Holds the keys of one issuer.
 *
 * <p>The keys stay valid while their source is unavailable: a failed fetch changes nothing. A
 * caller with a known key id never waits.
 */
public final class KeySet {
  private static final Logger LOG = System.getLogger(KeySet.class.getName());

  /** The minimum time between two fetches for unknown key ids, for all callers together. */
  public static final Duration COOL_DOWN = Duration.ofSeconds(10);

  /** The maximum number of callers with an unknown key id that wait for a fetch. */
  static final int MAX_WAITING = 100;

  private final KeySetSource source;
  private final SignatureProvider provider;
  private final Ticker ticker;
  private final InstantSource clock;
  private final ReentrantLock fetching = new ReentrantLock();
  private final Semaphore waiting = new Semaphore(MAX_WAITING);
  private final LongAdder fetches = new LongAdder();
  private final LongAdder failures = new LongAdder();

  /** When the last fetch for an unknown key id began; null before the first. */
  private volatile @Nullable Long lastSought;

  /** When the last successful fetch ended; null before the first. */
  private volatile @Nullable Long fetchedAt;

  /** The same by the clock, which also counts the time in which the process stood still. */
  private volatile @Nullable Instant fetchedAtTime;

  /** When the last fetch began, successful or not; null before the first. */
  private volatile @Nullable Instant triedAt;

  /** True while a fetch for an unknown key id runs. */
  private volatile boolean seeking;

  /** Empty only before the first successful fetch. */
  private volatile Map<String, VerificationKey> keys = Map.of();

  /**
   * Creates an empty key set.
   *
   * @param ticker measures the cool-down and the age of the keys
   * @param clock tells whether the process stood still
   */
  public KeySet(
      KeySetSource source, SignatureProvider provider, Ticker ticker, InstantSource clock) {
    this.source = source;
    this.provider = provider;
    this.ticker = ticker;
    this.clock = clock;
  }

  /** Returns whether at least one key is available. */
  public boolean isLoaded() {
    return !keys.isEmpty();
  }

  /** Returns the key with an id, or null if it is not known. Never fetches. */
  public @Nullable VerificationKey findKnown(String keyId) {
    return keys.get(keyId);
  }

  /** Returns whether this key is still the current key with its id. */
  public boolean contains(VerificationKey key) {
    return keys.get(key.id()) == key;
  }

  /** Returns the result of {@link #findKnown}; if it is null, of {@link #findAfterRefresh}. */
  public @Nullable VerificationKey find(String keyId) {
    VerificationKey key = findKnown(keyId);
    return key == null ? findAfterRefresh(keyId) : key;
  }

  /**
   * Returns the key with an id that {@link #findKnown} did not find, or null. Fetches the key set
   * first, unless a fetch for an unknown key id started less than {@link #COOL_DOWN} ago.
   *
   * <p>Callers that come while such a fetch runs wait for it. Callers that come later in the
   * cool-down, or while the maximum number of callers already waits, get the result at once.
   *
   * @throws IdentityProviderUnavailableException if no fetch was ever successful
   */
  public @Nullable VerificationKey findAfterRefresh(String keyId) {
    // Keep this order: then at least one of the two conditions sees a running fetch.
    if ((mayFetch() || seeking) && waiting.tryAcquire()) {
      try {
        seek(keyId);
      } finally {
        waiting.release();
      }
    }
    if (!isLoaded()) {
      throw IdentityProviderUnavailableException.unavailable(
          "the keys that verify tokens are not loaded yet", COOL_DOWN, null);
    }
    return findKnown(keyId);
  }

  private void seek(String keyId) {
    fetching.lock();
    try {
      // The fetch of another caller may have loaded the key while this caller waited.
      if (findKnown(keyId) == null && mayFetch()) {
        seeking = true;
        lastSought = ticker.nanoTime();
        refresh();
      }
    } finally {
      seeking = false;
      fetching.unlock();
    }
  }

  private boolean mayFetch() {
    Long last = lastSought;
    return last == null || ticker.nanoTime() - last >= COOL_DOWN.toNanos();
  }

  /**
   * Fetches the key set now if the last fetch is older than this. After a failed fetch it waits for
   * {@link #COOL_DOWN} before it tries again. A caller waits only if the keys are too old.
   */
  public void refreshIfOlderThan(Duration age) {
    if (!isPast(fetchedAtTime, age)) {
      return;
    }
    fetching.lock();
    try {
      // The fetch of another caller may have ended while this caller waited.
      if (isPast(fetchedAtTime, age) && isPast(triedAt, COOL_DOWN)) {
        var _ = refresh();
      }
    } finally {
      fetching.unlock();
    }
  }

  private boolean isPast(@Nullable Instant time, Duration age) {
    return time == null || Duration.between(time, clock.instant()).compareTo(age) > 0;
  }

  /** Fetches the key set now. Returns whether that was successful. */
  public boolean refresh() {
    fetching.lock();
    try {
      triedAt = clock.instant();
      replace(KeySetDocument.read(source.fetch()));
      fetchedAt = ticker.nanoTime();
      fetchedAtTime = clock.instant();
      fetches.increment();
      return true;
    } catch (IOException | ParseException | RuntimeException | Error e) {
      // Catch errors too: after an OutOfMemoryError the next refresh must still run.
      failures.increment();
      LOG.log(
          Level.WARNING,
          "A key set cannot be refreshed ({0}): {1}",
          isLoaded() ? "the known keys stay valid" : "no token can be verified yet",
          e.getMessage());
      LOG.log(Level.DEBUG, "The cause of the failed key set refresh", e);
      return false;
    } finally {
      fetching.unlock();
    }
  }

  /** Returns the state of this key set, with the name of its issuer. */
  public KeySetState state(String issuer) {
    Long fetched = fetchedAt;
    Duration age = fetched == null ? null : Duration.ofNanos(ticker.nanoTime() - fetched);
    return new KeySetState(issuer, keys.size(), age, fetches.sum(), failures.sum());
  }

  /**
   * Replaces the keys. A key with unchanged key material stays the same object, so that cached
   * tokens that it verified stay valid.
   */
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
