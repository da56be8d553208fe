package dev.gatehouse.adapter.http.server;

/**
 * The address of the management server.
 *
 * @param host the address to bind, a name or a literal
 * @param port 0 to 65535; 0 for any free port
 */
public record ManagementSettings(String host, int port) {}
