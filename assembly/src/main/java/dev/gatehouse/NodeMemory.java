package dev.gatehouse;

import dev.gatehouse.adapter.http.Readiness;
import dev.gatehouse.adapter.memory.InMemoryAttemptLimiter;
import dev.gatehouse.adapter.memory.InMemoryKnownAddresses;
import dev.gatehouse.adapter.memory.InMemoryRevokedTokens;
import dev.gatehouse.adapter.memory.InMemoryUserEvents;
import dev.gatehouse.adapter.redis.SharedNode;
import dev.gatehouse.adapter.redis.SharedStoreSettings;
import dev.gatehouse.domain.Ticker;
import dev.gatehouse.domain.port.AttemptLimiter;
import dev.gatehouse.domain.port.IdentityProvider;
import dev.gatehouse.domain.port.KnownAddresses;
import dev.gatehouse.domain.port.RevocationLog;
import dev.gatehouse.domain.port.UserEventInboxes;
import dev.gatehouse.domain.port.UserEvents;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * What a node remembers.
 *
 * @param counted the attempts that this node has counted
 * @param revoked the revocations that it knows
 * @param shared what it shares with other nodes; null if it is alone
 */
public record NodeMemory(
    InMemoryAttemptLimiter counted, InMemoryRevokedTokens revoked, @Nullable SharedNode shared)
    implements AutoCloseable {
  /** Uses about 25 MiB when full. */
  private static final int MAX_REVOCATIONS = 100_000;

  /**
   * The number of budgets of each kind: enough for an attack from hundreds of addresses in 15
   * minutes. {@code benchmarks/run.sh attack} measures the memory.
   */
  private static final int MAX_COUNTED = 25_000;

  /** Beyond it, users cannot be deleted, and other events are lost. */
  private static final int MAX_EVENTS_PER_FEATURE = 10_000;

  /**
   * Checks that nodes can share a store. The embedded provider is for one machine, and its
   * processes share their state through its database.
   */
  static void requireNodes(@Nullable ProviderSettings provider, @Nullable SecretKey sessionKey) {
    if (!(provider instanceof ProviderSettings.Cognito)) {
      throw new IllegalArgumentException("a shared store needs the users in a user pool");
    }
    if (sessionKey == null) {
      throw new IllegalArgumentException("a shared store needs the same session key on all nodes");
    }
  }

  static NodeMemory open(GatehouseBuilder wanted, @Nullable SharedStoreSettings store) {
    var counted = new InMemoryAttemptLimiter(wanted.limits, MAX_COUNTED, wanted.ticker);
    var revoked = new InMemoryRevokedTokens(MAX_REVOCATIONS, wanted.clock, wanted.ticker);
    SharedNode shared =
        store == null
            ? null
            : SharedNode.open(
                store,
                new SharedNode.OwnPorts(counted, knownHere(wanted.ticker), revoked),
                wanted.limits,
                wanted.clock);
    return new NodeMemory(counted, revoked, shared);
  }

  AttemptLimiter limiter() {
    return shared == null ? counted : shared.limiter();
  }

  /** Returns the known addresses of the provider, or else those of the nodes or of this node. */
  KnownAddresses knownAddresses(IdentityProvider provider, Ticker ticker) {
    return provider
        .knownAddresses()
        .orElseGet(() -> shared == null ? knownHere(ticker) : shared.knownAddresses());
  }

  private static KnownAddresses knownHere(Ticker ticker) {
    return new InMemoryKnownAddresses(MAX_COUNTED, ticker);
  }

  /** Returns the inboxes of the provider, or else those of the nodes or of this node. */
  UserEventPorts userEvents(IdentityProvider provider) {
    if (provider.userEventInboxes().isPresent()) {
      return new UserEventPorts(UserEvents.NONE, provider.userEventInboxes().get());
    }
    if (shared == null) {
      InMemoryUserEvents here = new InMemoryUserEvents(MAX_EVENTS_PER_FEATURE);
      return new UserEventPorts(here, here);
    }
    shared.settleDeletions(provider.profiles());
    return new UserEventPorts(shared.userEvents(), shared.userEventInboxes());
  }

  /**
   * Where events about users go.
   *
   * @param published what the use cases call
   * @param inboxes what the features get
   */
  record UserEventPorts(UserEvents published, UserEventInboxes inboxes) {}

  /** Returns whether these parts and those that nodes share work. */
  Readiness readiness(Map<String, Boolean> parts) {
    if (shared == null) {
      return new Readiness(parts, Map.of());
    }
    Map<String, Boolean> all = new LinkedHashMap<>(parts);
    all.put("revocations", shared.isReady());
    return new Readiness(all, Map.of("shared_store", shared.state().available()));
  }

  RevocationLog revocationLog() {
    return shared == null ? RevocationLog.NONE : shared.revocationLog();
  }

  @Override
  public void close() {
    if (shared != null) {
      shared.close();
    }
  }
}
