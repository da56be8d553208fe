package dev.gatehouse.domain.port;

import dev.gatehouse.domain.audit.AuditEvent;

/**
 * Keeps what happened, for whoever has to find out later.
 *
 * <p>Implementations are safe for use by many threads at once; they don't fail and don't wait for
 * anything outside, as what they are told of has happened already.
 */
public interface AuditTrail {
  /** Takes note of an event. */
  void record(AuditEvent event);
}
