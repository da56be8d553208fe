package dev.gatehouse.adapter.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import java.util.HashMap;
import java.util.Map;

/**
 * What a server says of itself.
 *
 * @param values the lines of {@code INFO}, by name
 */
record Report(Map<String, String> values) {
  /** Asks a server. Waits as long as the connection allows. */
  static Report of(StatefulRedisConnection<String, String> connection) {
    Map<String, String> values = new HashMap<>();
    for (String line : connection.sync().info().split("\r?\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        values.put(line.substring(0, colon), line.substring(colon + 1));
      }
    }
    return new Report(Map.copyOf(values));
  }

  /** Returns whether the server is a master; a proxy of several servers does not say. */
  boolean isMaster() {
    return !"slave".equals(values.get("role"));
  }

  boolean isInCluster() {
    return "1".equals(values.get("cluster_enabled"));
  }

  int replicas() {
    return Integer.parseInt(values.getOrDefault("connected_slaves", "0"));
  }

  /** Returns the product and its version. */
  String version() {
    String valkey = values.get("valkey_version");
    return valkey == null
        ? "Redis " + values.getOrDefault("redis_version", "of an unknown version")
        : "Valkey " + valkey;
  }

  /** Returns what the server does when its memory is full. */
  String policy() {
    return values.getOrDefault("maxmemory_policy", "unknown");
  }
}
