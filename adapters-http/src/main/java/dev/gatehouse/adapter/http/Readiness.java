package dev.gatehouse.adapter.http;

import java.util.Map;

/**
 * Which parts of the server work.
 *
 * @param parts those that the server needs, by name
 * @param optional those without which it goes on, by name
 */
public record Readiness(Map<String, Boolean> parts, Map<String, Boolean> optional) {
  /** Returns whether the server can answer requests. */
  public boolean isReady() {
    return !parts.containsValue(false);
  }
}
