package dev.gatehouse.bootstrap;

import java.util.Optional;

/** Which Gatehouse this is. */
final class Version {
  /** As the jar says it; {@code development} for classes that are in none. */
  static final String CURRENT =
      Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
          .orElse("development");

  private Version() {}
}
