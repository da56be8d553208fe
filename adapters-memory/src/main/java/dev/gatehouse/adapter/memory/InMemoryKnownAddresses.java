package dev.gatehouse.adapter.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.domain.Network;
import dev.gatehouse.domain.Ticker;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.limit.HashedKey;
import dev.gatehouse.domain.port.KnownAddresses;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Remembers the addresses from which users logged in, on this node only. Forgets a user who has not
 * logged in for 30 days; the data is lost when the node stops.
 *
 * <p>Stores the last 8 addresses of each user. Only a successful login adds an address, so that
 * failed attempts by strangers cannot evict entries.
 */
public final class InMemoryKnownAddresses implements KnownAddresses {
  private static final int ADDRESSES_PER_USER = 8;
  private static final Duration KEPT = Duration.ofDays(30);

  private final Cache<HashedKey, List<HashedKey>> addresses;

  /**
   * Creates an empty instance.
   *
   * @param capacity the maximum number of users; positive
   * @param ticker measures the 30 days
   */
  public InMemoryKnownAddresses(int capacity, Ticker ticker) {
    if (capacity < 1) {
      throw new IllegalArgumentException("the capacity must be positive");
    }
    this.addresses =
        Caffeine.newBuilder()
            .maximumSize(capacity)
            .expireAfterWrite(KEPT)
            .ticker(ticker::nanoTime)
            .executor(Runnable::run)
            .build();
  }

  @Override
  public void add(Username username, Network network) {
    HashedKey newest = HashedKey.of(null, network);
    addresses
        .asMap()
        .merge(
            HashedKey.of(username, null),
            List.of(newest),
            (before, _) ->
                Stream.concat(
                        Stream.of(newest), before.stream().filter(other -> !other.equals(newest)))
                    .limit(ADDRESSES_PER_USER)
                    .toList());
  }

  @Override
  public boolean contains(Username username, Network network) {
    List<HashedKey> known = addresses.getIfPresent(HashedKey.of(username, null));
    return known != null && known.contains(HashedKey.of(null, network));
  }
}
