package dev.gatehouse.domain;

/**
 * Who asks, as far as a request tells before anyone has proved anything.
 *
 * @param requestId names the request in answers and logs
 * @param address where it comes from
 */
public record Caller(String requestId, ClientAddress address) {}
