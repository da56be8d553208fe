package dev.gatehouse.adapter.http.server;

import java.util.Set;

/**
 * Where and for whom the server listens.
 *
 * @param host the address to bind, a name or a literal
 * @param port 0 to 65535; 0 takes a free one
 * @param corsOrigins the exact origins that browsers may call from; empty for none
 */
public record ServerSettings(String host, int port, Set<String> corsOrigins) {
  /** Makes settings; the origins are copied. */
  public ServerSettings {
    corsOrigins = Set.copyOf(corsOrigins);
  }
}
