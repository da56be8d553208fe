package dev.gatehouse.adapter.redis;

import dev.gatehouse.domain.Network;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.limit.HashedKey;
import dev.gatehouse.domain.port.KnownAddresses;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for all nodes the last 8 networks of each user, as hashes. Forgets a user who has not
 * logged in for 30 days.
 *
 * <p>Asks the store only if this node does not know the network. While the store does not answer,
 * only the networks that this node knows are known.
 */
final class RedisKnownAddresses implements KnownAddresses {
  private static final int NETWORKS_PER_USER = 8;
  private static final Duration KEPT = Duration.ofDays(30);

  private final SharedStore store;
  private final KnownAddresses ofThisNode;
  private final InstantSource clock;

  /**
   * Creates an adapter.
   *
   * @param ofThisNode keeps the networks that this node has seen
   * @param clock tells which networks are the last ones
   */
  RedisKnownAddresses(SharedStore store, KnownAddresses ofThisNode, InstantSource clock) {
    this.store = store;
    this.ofThisNode = ofThisNode;
    this.clock = clock;
  }

  /** {@inheritDoc} Does not wait for the store. */
  @Override
  public void add(Username username, Network network) {
    ofThisNode.add(username, network);
    store.tell(commands -> add(commands, key(username), member(network)));
  }

  private CompletionStage<Boolean> add(
      RedisAsyncCommands<String, String> commands, String key, String member) {
    return commands
        .zadd(key, (double) clock.millis(), member)
        .thenCombine(commands.zremrangebyrank(key, 0, -1 - NETWORKS_PER_USER), (added, _) -> added)
        .thenCombine(commands.expire(key, KEPT), (_, expires) -> expires);
  }

  @Override
  public boolean contains(Username username, Network network) {
    return ofThisNode.contains(username, network) || storeContains(username, network);
  }

  private boolean storeContains(Username username, Network network) {
    try {
      @Nullable Double seen =
          store.ask(commands -> commands.zscore(key(username), member(network)));
      if (seen == null) {
        return false;
      }
      ofThisNode.add(username, network);
      return true;
    } catch (UnavailableException _) {
      return false;
    }
  }

  private static String key(Username username) {
    return SharedStore.key("known", HashedKey.of(username, null));
  }

  private static String member(Network network) {
    return HashedKey.of((Username) null, network).toString();
  }
}
