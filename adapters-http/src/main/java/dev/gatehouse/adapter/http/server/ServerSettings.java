package dev.gatehouse.adapter.http.server;

import java.util.Set;

/**
 * The address of the server, its allowed origins and its base path.
 *
 * @param address the address to listen on
 * @param corsOrigins the origins of other sites whose pages may call the API; empty for none
 * @param basePath the path before all paths of the server in clients, such as {@code /auth}; empty
 *     for none. The server answers with it and without it, because proxies may remove it.
 */
public record ServerSettings(ListenAddress address, Set<String> corsOrigins, String basePath) {
  /** Creates settings; copies the origins. */
  public ServerSettings {
    corsOrigins = Set.copyOf(corsOrigins);
  }

  /** Creates settings without a base path. */
  public ServerSettings(ListenAddress address, Set<String> corsOrigins) {
    this(address, corsOrigins, "");
  }
}
