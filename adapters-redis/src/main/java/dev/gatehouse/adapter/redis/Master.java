package dev.gatehouse.adapter.redis;

import dev.gatehouse.adapter.redis.SharedStoreSettings.Host;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;

/**
 * A connection to the server that accepts the writes.
 *
 * @param replicas the number of its replicas
 */
record Master(StatefulRedisConnection<String, String> connection, Host host, int replicas) {
  RedisAsyncCommands<String, String> commands() {
    return connection.async();
  }

  /**
   * Returns the same master with its replicas of now.
   *
   * @throws RedisException if it does not answer, or is no longer a master
   */
  Master examined() {
    Report report = Report.of(connection);
    if (!report.isMaster()) {
      throw new RedisException(host + " is a replica now");
    }
    return report.replicas() == replicas ? this : new Master(connection, host, report.replicas());
  }

  /** Returns whether the other one is this connection. The number of replicas does not matter. */
  boolean isSameServer(Master other) {
    return connection.equals(other.connection);
  }

  void close() {
    var _ = connection.closeAsync();
  }

  @Override
  public String toString() {
    return host + " with " + replicas + (replicas == 1 ? " replica" : " replicas");
  }
}
