package dev.gatehouse.adapter.redis;

import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.session.Revocation;
import java.time.Instant;
import java.util.Map;

/** The form of a revocation in the stream. */
final class RevocationFields {
  private static final String SESSION = "session";
  private static final String SUBJECT = "subject";
  private static final String BEFORE = "before";

  private RevocationFields() {}

  static Map<String, String> of(Revocation revocation) {
    return switch (revocation) {
      case Revocation.OfSession(var session) -> Map.of(SESSION, session.value());
      case Revocation.OfUser(var subject, var time) ->
          Map.of(SUBJECT, subject.value(), BEFORE, Long.toString(time.getEpochSecond()));
    };
  }

  /**
   * Reads an entry.
   *
   * @throws IllegalArgumentException if a field is missing or not valid
   * @throws java.time.DateTimeException if the time is too far away
   */
  static Revocation read(Map<String, String> fields) {
    return fields.containsKey(SESSION)
        ? new Revocation.OfSession(new SessionId(field(fields, SESSION)))
        : new Revocation.OfUser(
            new Subject(field(fields, SUBJECT)),
            Instant.ofEpochSecond(Long.parseLong(field(fields, BEFORE))));
  }

  private static String field(Map<String, String> fields, String name) {
    String value = fields.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no " + name);
    }
    return value;
  }
}
