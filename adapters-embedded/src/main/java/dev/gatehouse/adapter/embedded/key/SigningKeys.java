package dev.gatehouse.adapter.embedded.key;

import dev.gatehouse.adapter.embedded.key.SigningKeySchedule.ScheduledKey;
import dev.gatehouse.adapter.embedded.key.SigningKeyStore.Rows;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a provider: which one signs, which are published, and how the next one takes over.
 *
 * <p>The database tells when each key signs, and is asked each time, so that what another process
 * changes counts here at once. Private parts are kept apart from it: a new one is written before
 * its key is recorded, and goes when its key is withdrawn. A crash in between leaves one without a
 * row, which the next start or rotation removes.
 */
public final class SigningKeys {
  private static final Logger LOG = System.getLogger(SigningKeys.class.getName());

  /**
   * The most keys published at once: some 45 KB of key set, while some verifiers read no more than
   * 50 KiB.
   */
  static final int MOST_KEYS = 100;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final SigningKeyStore store;
  private final PrivateKeys privateKeys;
  private final Duration tokenLifetime;
  private final InstantSource clock;

  /** The key that signed last: parsed once, and one is enough, for one signs at a time. */
  private volatile @Nullable SigningKey remembered;

  /**
   * Keys in a database and beside it.
   *
   * @param tokenLifetime how long the tokens live that are signed here
   */
  public SigningKeys(
      SigningKeyStore store, PrivateKeys privateKeys, Duration tokenLifetime, InstantSource clock) {
    this.store = store;
    this.privateKeys = privateKeys;
    this.tokenLifetime = tokenLifetime;
    this.clock = clock;
  }

  /**
   * Makes sure that there is a key to sign with, now and after rotations that are under way; makes
   * the first one where there is none.
   *
   * @throws IllegalStateException if such a key is missing or damaged; the message names it
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
            LOG.log(Level.INFO, "Made the signing key {0}", first.id());
          }
          rows.raiseTokenLifetime(tokenLifetime);
          rows.schedule().signingFrom(now).forEach(key -> privateKeys.load(key.id()));
          return withdraw(rows, now);
        });
  }

  /**
   * The key that signs now.
   *
   * @throws IdentityProviderUnavailableException if there is none that is sound, or the database
   *     fails
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
      SigningKey loaded = privateKeys.load(key.id());
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
   * The published keys, as a JWK Set document.
   *
   * @throws IdentityProviderUnavailableException if the database fails
   */
  public String keySet() {
    // The table's constraint says that each is JSON.
    return store.read().published(clock.instant()).stream()
        .map(ScheduledKey::publicJwk)
        .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
  }

  /**
   * Makes a key that is published at once and signs soon after; at once where no other could.
   *
   * @throws IllegalStateException if too many keys are published, or the new one can't be kept
   * @throws IdentityProviderUnavailableException if the database fails
   */
  public SigningKeyRotation rotate() {
    // It takes a while, during which nobody has to wait.
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
          // Told last, so that a slow disk does not eat up the time ahead of use.
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

  /** The schedule, with the one key of a folder from before there was any. */
  private SigningKeySchedule recorded(Rows rows, Instant now) {
    SigningKeySchedule schedule = rows.schedule();
    if (!schedule.keys().isEmpty()) {
      return schedule;
    }
    SigningKey found = privateKeys.findUnrecorded();
    return found == null ? schedule : record(rows, found, now);
  }

  /** Lifetimes are inherited, for other processes may sign with longer ones than this. */
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

  /** Forgets the keys whose time is over, and private parts that have no row. */
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
