package dev.gatehouse.adapter.http.server;

/**
 * Where operators' tools find figures and health.
 *
 * @param host the address to bind, a name or a literal
 * @param port 0 to 65535; 0 takes a free one
 */
public record ManagementSettings(String host, int port) {}
