package dev.gatehouse.adapter.http.server;

import java.util.Set;

/**
 * The address of the server and its allowed origins.
 *
 * @param address the address to listen on
 * @param corsOrigins the origins of other sites whose pages may call the API; empty for none
 */
public record ServerSettings(ListenAddress address, Set<String> corsOrigins) {
  /** Creates settings; copies the origins. */
  public ServerSettings {
    corsOrigins = Set.copyOf(corsOrigins);
  }
}
