package dev.gatehouse.bootstrap.terminal;

import java.util.Optional;

/** Which Gatehouse this is. */
public final class Version {
  /** As the jar says it; {@code development} for classes that are in none. */
  public static final String CURRENT =
      Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
          .orElse("development");

  private Version() {}
}
