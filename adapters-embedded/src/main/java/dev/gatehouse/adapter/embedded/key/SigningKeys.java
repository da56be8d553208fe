package dev.gatehouse.adapter.embedded.key;

import dev.gatehouse.adapter.embedded.key.SigningKeySchedule.ScheduledKey;
import dev.gatehouse.adapter.embedded.key.SigningKeyStore.Rows;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.Provider;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The signing keys of a provider and their rotation.
 *
 * <p>The database contains the schedule of the keys. It is read each time, so that changes of other
 * processes count at once. Private parts are stored outside of it. A private part is written before
 * its key is recorded, and deleted when its key is withdrawn. After a crash in between, the next
 * start or rotation deletes private parts without a row.
 */
public final class SigningKeys {
  private static final Logger LOG = System.getLogger(SigningKeys.class.getName());

  /**
   * The maximum number of published keys: a key set of about 45 KB. Some verifiers read no more
   * than 50 KiB.
   */
  static final int MOST_KEYS = 100;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final SigningKeyStore store;
  private final PrivateKeys privateKeys;
  private final Duration tokenLifetime;
  private final InstantSource clock;
  private final Supplier<Provider> signatures;

  /** The parsed key that signed last. */
  private volatile @Nullable SigningKey remembered;

  /**
   * Creates the keys.
   *
   * @param tokenLifetime the lifetime of the tokens of this process
   * @param signatures returns the security provider that signs; called when the first token is
   *     signed
   */
  public SigningKeys(
      SigningKeyStore store,
      PrivateKeys privateKeys,
      Duration tokenLifetime,
      InstantSource clock,
      Supplier<Provider> signatures) {
    this.store = store;
    this.privateKeys = privateKeys;
    this.tokenLifetime = tokenLifetime;
    this.clock = clock;
    this.signatures = signatures;
  }

  /**
   * Checks that the keys that sign now and later are usable; creates the first key if there is
   * none.
   *
   * @throws IllegalStateException if a key is missing or damaged; the message names it
   * @throws IdentityProviderUnavailableException if the database fails
   */
  public void start() {
    store.write(
        rows -> {
          Instant now = clock.instant();
          if (recorded(rows, now).keys().isEmpty()) {
            SigningKey first = SigningKey.generate();
            privateKeys.add(first);
            record(rows, first, now);
            LOG.log(Level.INFO, "Created the signing key {0}", first.id());
          }
          rows.raiseTokenLifetime(tokenLifetime);
          rows.schedule().signingFrom(now).forEach(key -> privateKeys.load(key.id()));
          return withdraw(rows, now);
        });
  }

  /**
   * Returns the key that signs now.
   *
   * @throws IdentityProviderUnavailableException if there is no usable key, or the database fails
   */
  public SigningKey signingKey(Instant now) {
    ScheduledKey key = store.read().signing(now);
    if (key == null) {
      throw unavailable("there is no signing key", null);
    }
    SigningKey last = remembered;
    if (last != null && last.id().equals(key.id())) {
      return last;
    }
    try {
      SigningKey loaded = privateKeys.load(key.id()).signedBy(signatures.get());
      remembered = loaded;
      return loaded;
    } catch (IllegalStateException e) {
      throw unavailable(String.valueOf(e.getMessage()), e);
    }
  }

  private static IdentityProviderUnavailableException unavailable(
      String message, @Nullable Throwable cause) {
    return IdentityProviderUnavailableException.unavailable(message, RETRY_AFTER, cause);
  }

  /**
   * Returns the published keys as a JWK Set document.
   *
   * @throws IdentityProviderUnavailableException if the database fails
   */
  public String keySet() {
    // A constraint of the table requires JSON.
    return store.read().published(clock.instant()).stream()
        .map(ScheduledKey::publicJwk)
        .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
  }

  /**
   * Creates a key that is published at once and signs soon after; at once if there is no other
   * usable key.
   *
   * @throws IllegalStateException if too many keys are published, or the new key cannot be stored
   * @throws IdentityProviderUnavailableException if the database fails
   */
  public SigningKeyRotation rotate() {
    // Creating a key takes time, so it happens outside of the transaction.
    SigningKey fresh = SigningKey.generate();
    return store.write(
        rows -> {
          recorded(rows, clock.instant());
          SigningKeySchedule before = withdraw(rows, clock.instant());
          if (before.keys().size() >= MOST_KEYS) {
            throw new IllegalStateException(
                "%d signing keys are published, and no more may be; the oldest is until %s."
                    .formatted(
                        before.keys().size(),
                        before.publicationOfPredecessorEnds(before.keys().get(1).id())));
          }
          privateKeys.add(fresh);
          // The time is read last, so that a slow disk does not shorten the time before first use.
          Instant now = clock.instant();
          Instant signsFrom =
              canSign(before, now) ? now.plus(SigningKeySchedule.PUBLISHED_AHEAD) : now;
          return rotation(record(rows, fresh, signsFrom), fresh.id());
        });
  }

  private static SigningKeyRotation rotation(SigningKeySchedule schedule, String keyId) {
    Instant signsFrom =
        schedule.keys().stream()
            .filter(key -> key.id().equals(keyId))
            .findFirst()
            .orElseThrow()
            .signsFrom();
    return new SigningKeyRotation(keyId, signsFrom, schedule.publicationOfPredecessorEnds(keyId));
  }

  /** Returns the schedule; adds the key of a folder of an old version. */
  private SigningKeySchedule recorded(Rows rows, Instant now) {
    SigningKeySchedule schedule = rows.schedule();
    if (!schedule.keys().isEmpty()) {
      return schedule;
    }
    SigningKey found = privateKeys.findUnrecorded();
    return found == null ? schedule : record(rows, found, now);
  }

  /**
   * A new key inherits the longest lifetime, because other processes may issue longer-lived tokens.
   */
  private SigningKeySchedule record(Rows rows, SigningKey key, Instant signsFrom) {
    Duration longest =
        Stream.concat(
                Stream.of(tokenLifetime),
                rows.schedule().keys().stream().map(ScheduledKey::tokenLifetime))
            .max(Duration::compareTo)
            .orElseThrow();
    rows.add(new ScheduledKey(key.id(), key.publicJwk(), signsFrom, longest));
    return rows.schedule();
  }

  /** Removes expired keys, and private parts without a row. */
  private SigningKeySchedule withdraw(Rows rows, Instant now) {
    SigningKeySchedule schedule = rows.schedule();
    SigningKeySchedule published = new SigningKeySchedule(schedule.published(now));
    for (ScheduledKey key : schedule.keys()) {
      if (!published.keys().contains(key)) {
        rows.remove(key);
      }
    }
    privateKeys.retain(published.ids());
    return published;
  }

  private boolean canSign(SigningKeySchedule schedule, Instant now) {
    ScheduledKey key = schedule.signing(now);
    if (key == null) {
      return false;
    }
    try {
      privateKeys.load(key.id());
      return true;
    } catch (IllegalStateException e) {
      LOG.log(Level.WARNING, "The new key signs at once: {0}", e.getMessage());
      return false;
    }
  }
}
