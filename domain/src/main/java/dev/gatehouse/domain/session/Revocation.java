package dev.gatehouse.domain.session;

import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.Subject;
import java.time.Instant;

/** The end of the validity of genuine tokens. */
public sealed interface Revocation {
  /** All tokens of a session, also those that are issued later. */
  record OfSession(SessionId session) implements Revocation {}

  /**
   * All tokens of a user that were issued before a time.
   *
   * @param time a full second, because tokens contain only the second of their issue; does not
   *     affect tokens issued at this time or later
   */
  record OfUser(Subject subject, Instant time) implements Revocation {}
}
