package dev.gatehouse.adapter.http.server;

import java.util.Set;

/**
 * The address of the server and its allowed origins.
 *
 * @param host the address to bind, a name or a literal
 * @param port 0 to 65535; 0 for any free port
 * @param corsOrigins the origins of other sites whose pages may call the API; empty for none
 */
public record ServerSettings(String host, int port, Set<String> corsOrigins) {
  /** Creates settings; copies the origins. */
  public ServerSettings {
    corsOrigins = Set.copyOf(corsOrigins);
  }
}
