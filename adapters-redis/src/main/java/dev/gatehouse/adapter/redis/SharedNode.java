package dev.gatehouse.adapter.redis;

import dev.gatehouse.domain.limit.Limits;
import dev.gatehouse.domain.port.AttemptLimiter;
import dev.gatehouse.domain.port.KnownAddresses;
import dev.gatehouse.domain.port.Profiles;
import dev.gatehouse.domain.port.RevocationLog;
import dev.gatehouse.domain.port.RevokedTokens;
import dev.gatehouse.domain.port.UserEventInboxes;
import dev.gatehouse.domain.port.UserEvents;
import java.time.Duration;
import java.time.InstantSource;

/**
 * A node that shares limits, known addresses, revocations and events about users with other nodes.
 *
 * <p>While the store is away, the node goes on with what it knows itself. It needs no restart.
 */
public final class SharedNode implements AutoCloseable {
  private final SharedStore store;
  private final RedisAttemptLimiter limiter;
  private final KnownAddresses knownAddresses;
  private final RedisRevocations revocations;
  private final RedisUserEvents userEvents;

  private SharedNode(SharedStore store, OwnPorts own, Limits limits, InstantSource clock) {
    this.store = store;
    this.limiter = new RedisAttemptLimiter(store, limits, own.limiter());
    this.knownAddresses = new RedisKnownAddresses(store, own.knownAddresses(), clock);
    this.revocations = RedisRevocations.open(store, own.revoked(), clock);
    this.userEvents = new RedisUserEvents(store, clock);
  }

  /**
   * What the node knows itself.
   *
   * @param limiter counts while the store is away
   * @param knownAddresses keeps the networks that this node has seen
   * @param revoked gets the revocations of all nodes
   */
  public record OwnPorts(
      AttemptLimiter limiter, KnownAddresses knownAddresses, RevokedTokens revoked) {}

  /**
   * What the node has done with the store.
   *
   * @param available whether the store answers
   * @param answers how many questions the store has answered
   * @param failures how many it has not
   * @param took the time that the answers took, together
   * @param fallbacks how many attempts this node has counted itself
   * @param unsent how many revocations and events wait for the store
   * @param lag the time since the revocations were last read
   */
  public record State(
      boolean available,
      long answers,
      long failures,
      Duration took,
      long fallbacks,
      int unsent,
      Duration lag) {}

  /** Connects to the store, or goes on trying if it is away. */
  public static SharedNode open(
      SharedStoreSettings settings, OwnPorts own, Limits limits, InstantSource clock) {
    return new SharedNode(SharedStore.open(settings), own, limits, clock);
  }

  /** Returns the limiter. */
  public AttemptLimiter limiter() {
    return limiter;
  }

  /** Returns the known addresses. */
  public KnownAddresses knownAddresses() {
    return knownAddresses;
  }

  /** Returns the log of revocations. */
  public RevocationLog revocationLog() {
    return revocations;
  }

  /** Returns where the use cases publish events about users. */
  public UserEvents userEvents() {
    return userEvents;
  }

  /** Returns the inboxes of the features. */
  public UserEventInboxes userEventInboxes() {
    return userEvents;
  }

  /** Starts to publish the deletions that nodes did and could not publish. */
  public void settleDeletions(Profiles profiles) {
    userEvents.settle(profiles::findSubject);
  }

  /** Returns whether this node knows the revocations that were in force at its start. */
  public boolean isReady() {
    return revocations.isRead();
  }

  /** Reads the revocations of other nodes, if this process stood still since the last read. */
  public void catchUp() {
    revocations.catchUp();
  }

  /** Returns what the node has done with the store. */
  public State state() {
    return new State(
        store.isAvailable(),
        store.answers(),
        store.failures(),
        store.took(),
        limiter.fallbacks(),
        revocations.unsent() + userEvents.unsent(),
        revocations.lag());
  }

  @Override
  public void close() {
    userEvents.close();
    revocations.close();
    store.close();
  }
}
