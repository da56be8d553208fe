package dev.gatehouse.harness.emulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A cluster of three masters of Redis, with a replica each. */
public final class RedisCluster implements AutoCloseable {
  private static final int SERVERS = 6;
  private static final Duration FORMS_WITHIN = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

  private final List<RedisServer> servers = new ArrayList<>();

  private RedisCluster() {}

  /** Starts the servers and waits until they are a cluster. */
  public static RedisCluster start() {
    RedisCluster cluster = new RedisCluster();
    try {
      cluster.form();
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private void form() {
    for (int i = 0; i < SERVERS; i++) {
      servers.add(
          RedisServer.start(
              "--cluster-enabled", "yes",
              "--cluster-node-timeout", "1000",
              "--repl-diskless-sync-delay", "0"));
    }
    String[] command =
        Stream.of(
                Stream.of("--cluster", "create"),
                addresses(),
                Stream.of("--cluster-replicas", "1", "--cluster-yes"))
            .flatMap(part -> part)
            .toArray(String[]::new);
    String answer = servers.getFirst().run(command);
    if (!answer.contains("All 16384 slots covered")) {
      throw new IllegalStateException(answer);
    }
    long deadline = System.nanoTime() + FORMS_WITHIN.toNanos();
    while (!isFormed()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the cluster does not form");
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  private boolean isFormed() {
    return servers.stream().allMatch(RedisCluster::isPartOfIt);
  }

  /** The cluster is complete, and the server is a replica in step or has one. */
  private static boolean isPartOfIt(RedisServer server) {
    String replication = server.run("info", "replication");
    return server.run("cluster", "info").contains("cluster_state:ok")
        && (replication.contains("master_link_status:up") || replication.contains("state=online"));
  }

  private Stream<String> addresses() {
    return servers.stream().map(server -> "127.0.0.1:" + server.port());
  }

  /** Returns the servers. */
  public List<RedisServer> servers() {
    return List.copyOf(servers);
  }

  /** Returns the server with this port. */
  public RedisServer server(int port) {
    return servers.stream().filter(server -> server.port() == port).findFirst().orElseThrow();
  }

  /** Returns the URL with all hosts. */
  public String url() {
    return addresses().collect(Collectors.joining(",", "redis://", ""));
  }

  /** Returns the master of a key. */
  public RedisServer masterOf(String key) {
    String slot = servers.getFirst().run("cluster", "keyslot", key);
    return servers.stream()
        .filter(server -> isMasterOf(server, Integer.parseInt(slot)))
        .findFirst()
        .orElseThrow();
  }

  /** A master answers {@code CLUSTER NODES} with a line about itself that has its slots. */
  private static boolean isMasterOf(RedisServer server, int slot) {
    return server
        .run("cluster", "nodes")
        .lines()
        .filter(line -> line.contains("myself,master"))
        .flatMap(line -> Stream.of(line.split(" ", -1)).skip(8))
        .map(range -> range.split("-", -1))
        .anyMatch(
            range ->
                Integer.parseInt(range[0]) <= slot
                    && slot <= Integer.parseInt(range[range.length - 1]));
  }

  @Override
  public void close() {
    servers.forEach(RedisServer::close);
  }
}
