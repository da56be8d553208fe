package dev.gatehouse.adapter.http.feature;

/**
 * What a route is asked with. {@code HEAD} and {@code OPTIONS} are served for every path, behind
 * the guards of its routes, and can't be claimed.
 */
public enum HttpMethod {
  GET,
  POST,
  PUT,
  PATCH,
  DELETE
}
