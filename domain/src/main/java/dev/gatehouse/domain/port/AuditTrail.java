package dev.gatehouse.domain.port;

import dev.gatehouse.domain.audit.AuditEvent;

/**
 * Keeps security events for later investigation.
 *
 * <p>Implementations are thread-safe. They do not fail and do not wait for other systems, because
 * the event has already happened.
 */
public interface AuditTrail {
  /** Records an event. */
  void record(AuditEvent event);
}
