package dev.gatehouse.adapter.embedded.key;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides which key signs at a time, and which keys are published.
 *
 * <p>A key signs until the next one starts. It is published from its creation until its last token
 * has expired for all verifiers.
 *
 * @param keys the keys in the order in which they sign
 */
record SigningKeySchedule(List<ScheduledKey> keys) {
  /**
   * How long a key is published before it signs.
   *
   * <p>The verifier of the server reads the key set every 2 s and may need a second for it, so it
   * knows each key before the first token of the key. A rotation must reach running servers within
   * 5 s; two seconds are left for that.
   */
  static final Duration PUBLISHED_AHEAD = Duration.ofSeconds(3);

  /**
   * How long a key stays published after its last token has expired.
   *
   * <p>Verifiers accept a token a little longer, because clocks differ: ours by 5 s by default and
   * by a minute at most, many libraries by a minute. The other minute is a reserve.
   */
  static final Duration PUBLISHED_AFTER = Duration.ofMinutes(2);

  /**
   * A key in the schedule.
   *
   * @param id the {@code kid}
   * @param publicJwk the public part as a JWK
   * @param signsFrom when the key starts to sign
   * @param tokenLifetime the longest lifetime of its tokens
   */
  record ScheduledKey(String id, String publicJwk, Instant signsFrom, Duration tokenLifetime) {}

  SigningKeySchedule {
    keys = List.copyOf(keys);
  }

  /**
   * Returns the key that signs now; null if there is none.
   *
   * <p>If the clock was set back, the first key signs.
   */
  @Nullable ScheduledKey signing(Instant now) {
    return keys.isEmpty() ? null : keys.get(indexOfSigning(now));
  }

  /** Returns the key that signs now and the keys after it. */
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

  /** Returns the keys whose tokens may still be valid, and the keys that will sign. */
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

  /** Returns how long the key before another one stays published; null for the first. */
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

  /** Returns the ids of all keys. */
  Set<String> ids() {
    return keys.stream().map(ScheduledKey::id).collect(Collectors.toUnmodifiableSet());
  }
}
