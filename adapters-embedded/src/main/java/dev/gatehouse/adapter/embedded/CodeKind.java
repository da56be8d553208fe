package dev.gatehouse.adapter.embedded;

import java.time.Duration;
import java.util.Locale;

/** What a code is good for, and for how long. */
enum CodeKind {
  REGISTRATION(Duration.ofHours(24)),
  PASSWORD_RESET(Duration.ofMinutes(10)),
  EMAIL_VERIFICATION(Duration.ofMinutes(10));

  private final Duration lifetime;

  CodeKind(Duration lifetime) {
    this.lifetime = lifetime;
  }

  /**
   * The kind that the database and the outbox call so.
   *
   * @throws IllegalArgumentException if there is none
   */
  static CodeKind of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }

  Duration lifetime() {
    return lifetime;
  }

  /** As the database and the outbox have it. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
