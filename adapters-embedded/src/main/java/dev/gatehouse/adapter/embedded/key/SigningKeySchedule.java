package dev.gatehouse.adapter.embedded.key;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which key signs at a time, and which are published then.
 *
 * <p>A key signs until the next one begins to, is published from the moment it is recorded, and
 * stays so until its last token has expired for everyone.
 *
 * @param keys in the order in which they sign
 */
record SigningKeySchedule(List<ScheduledKey> keys) {
  /**
   * How long a key is published before it signs.
   *
   * <p>The server's own verifier reads the key set every 2 s, and gets a second for the reading: it
   * knows each key before the first token that the key signs. Two more are left of the 5 s within
   * which a rotation is to reach running servers.
   */
  static final Duration PUBLISHED_AHEAD = Duration.ofSeconds(3);

  /**
   * How long a key is published after its last token expired.
   *
   * <p>Verifiers accept a token a little longer than it says, for clocks differ: ours by 5 s unless
   * it is set otherwise, by a minute at most; many libraries by a minute. The other minute is
   * margin.
   */
  static final Duration PUBLISHED_AFTER = Duration.ofMinutes(2);

  /**
   * A key's place in the schedule.
   *
   * @param id its {@code kid}
   * @param publicJwk its public part: a JWK
   * @param signsFrom when its time begins
   * @param tokenLifetime how long the longest-lived tokens that it signs live
   */
  record ScheduledKey(String id, String publicJwk, Instant signsFrom, Duration tokenLifetime) {}

  SigningKeySchedule {
    keys = List.copyOf(keys);
  }

  /**
   * The key that signs now, or null when there is none at all.
   *
   * <p>When the clock was set back to before its time, the first key signs nevertheless.
   */
  @Nullable ScheduledKey signing(Instant now) {
    return keys.isEmpty() ? null : keys.get(indexOfSigning(now));
  }

  /** The key that signs now and those that will. */
  List<ScheduledKey> signingFrom(Instant now) {
    return keys.isEmpty() ? List.of() : keys.subList(indexOfSigning(now), keys.size());
  }

  private int indexOfSigning(Instant now) {
    for (int i = keys.size() - 1; i > 0; i--) {
      if (!keys.get(i).signsFrom().isAfter(now)) {
        return i;
      }
    }
    return 0;
  }

  /** The keys that verify a token which may still be in force, and those that are to sign. */
  List<ScheduledKey> published(Instant now) {
    List<ScheduledKey> published = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      Instant until = publishedUntil(i);
      if (until == null || now.isBefore(until)) {
        published.add(keys.get(i));
      }
    }
    return published;
  }

  /** Until when the key that comes before another is published; null for the first. */
  @Nullable Instant publicationOfPredecessorEnds(String keyId) {
    for (int i = 1; i < keys.size(); i++) {
      if (keys.get(i).id().equals(keyId)) {
        return publishedUntil(i - 1);
      }
    }
    return null;
  }

  private @Nullable Instant publishedUntil(int index) {
    return index == keys.size() - 1
        ? null
        : keys.get(index + 1)
            .signsFrom()
            .plus(keys.get(index).tokenLifetime())
            .plus(PUBLISHED_AFTER);
  }

  /** The ids of all keys. */
  Set<String> ids() {
    return keys.stream().map(ScheduledKey::id).collect(Collectors.toUnmodifiableSet());
  }
}
