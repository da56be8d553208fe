package dev.gatehouse.adapter.redis;

import dev.gatehouse.adapter.redis.SharedStoreSettings.Host;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.models.partitions.ClusterPartitionParser;
import io.lettuce.core.cluster.models.partitions.Partitions;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Connects to the servers of a store, and finds the master of our keys. */
final class StoreClient implements AutoCloseable {
  /** For a connection, and for an answer to a check; no request waits for these. */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  /** Each request has at most one question at a time, and there are at most 8,192 connections. */
  private static final int QUESTIONS_IN_FLIGHT = 10_000;

  private static final int SLOT = SlotHash.getSlot(SharedStore.TAG);

  private static final int MAX_NODES = 50;

  private final SharedStoreSettings settings;
  private final RedisClient client = RedisClient.create();

  /** The hosts of the settings, and those that the cluster told. */
  private final Set<Host> hosts;

  StoreClient(SharedStoreSettings settings) {
    this.settings = settings;
    this.hosts = new LinkedHashSet<>(settings.hosts());
    SslOptions.Builder tls = SslOptions.builder();
    if (settings.certificates() != null) {
      tls.trustManager(settings.certificates().toFile());
    }
    client.setOptions(
        ClientOptions.builder()
            .autoReconnect(false)
            .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
            .requestQueueSize(QUESTIONS_IN_FLIGHT)
            .socketOptions(SocketOptions.builder().connectTimeout(PATIENCE).build())
            .sslOptions(tls.build())
            .build());
  }

  StatefulRedisConnection<String, String> connect(Host host) {
    RedisURI uri = settings.uri(host);
    uri.setTimeout(PATIENCE);
    return client.connect(StringCodec.UTF8, uri);
  }

  /**
   * Asks one host after the other for the master, connects to it, and loads the scripts.
   *
   * @throws RedisException if no host leads to it; has the reason of the last host
   */
  synchronized Master findMaster() {
    RedisException reason = new RedisConnectionException("no host");
    for (Host host : List.copyOf(hosts)) {
      try {
        Host master = masterKnownTo(host);
        Report report;
        StatefulRedisConnection<String, String> connection = connect(master);
        try {
          report = Report.of(connection);
          Script.load(connection);
        } catch (RedisException e) {
          var _ = connection.closeAsync();
          throw e;
        }
        if (report.isMaster()) {
          return new Master(connection, master, report.replicas());
        }
        var _ = connection.closeAsync();
        reason = new RedisException(master + " is a replica");
      } catch (RedisException e) {
        reason = e;
      }
    }
    throw reason;
  }

  /** Returns the master of our keys in the cluster of a host; outside of a cluster, the host. */
  private Host masterKnownTo(Host host) {
    try (StatefulRedisConnection<String, String> connection = connect(host)) {
      if (!Report.of(connection).isInCluster()) {
        return host;
      }
      Partitions cluster = ClusterPartitionParser.parse(connection.sync().clusterNodes());
      hosts.clear();
      hosts.addAll(settings.hosts());
      cluster.stream().map(node -> hostOf(node, host)).limit(MAX_NODES).forEach(hosts::add);
      RedisClusterNode master = cluster.getMasterBySlot(SLOT);
      if (master == null) {
        throw new RedisException("the cluster has no master for slot " + SLOT);
      }
      return hostOf(master, host);
    }
  }

  /** A node that was never told its own address does not tell it. */
  private static Host hostOf(RedisClusterNode node, Host asked) {
    RedisURI uri = node.getUri();
    return uri.getHost() == null || uri.getHost().isEmpty()
        ? new Host(asked.name(), uri.getPort())
        : new Host(uri.getHost(), uri.getPort());
  }

  @Override
  public void close() {
    client.shutdown(0, 1, TimeUnit.SECONDS);
  }

  @Override
  public String toString() {
    return settings.toString();
  }
}
