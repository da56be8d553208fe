package dev.gatehouse.adapter.http.spi;

/**
 * What a route is asked with. {@code HEAD} is served wherever {@code GET} is, behind the same
 * guard; our own server answers {@code OPTIONS} without a token. Neither can be claimed.
 */
public enum HttpMethod {
  GET,
  POST,
  PUT,
  PATCH,
  DELETE
}
