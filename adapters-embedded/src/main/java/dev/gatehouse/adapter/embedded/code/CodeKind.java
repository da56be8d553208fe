package dev.gatehouse.adapter.embedded.code;

import java.time.Duration;
import java.util.Locale;

/** The purpose and lifetime of a one-time code. */
public enum CodeKind {
  REGISTRATION(Duration.ofHours(24)),
  PASSWORD_RESET(Duration.ofMinutes(10)),
  EMAIL_VERIFICATION(Duration.ofMinutes(10));

  private final Duration lifetime;

  CodeKind(Duration lifetime) {
    this.lifetime = lifetime;
  }

  /**
   * The kind with this code in the database and the file of captured codes.
   *
   * @throws IllegalArgumentException if there is no such kind
   */
  static CodeKind of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }

  Duration lifetime() {
    return lifetime;
  }

  /** The code of this kind in the database and the file of captured codes. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
