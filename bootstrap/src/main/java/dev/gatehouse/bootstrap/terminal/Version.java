package dev.gatehouse.bootstrap.terminal;

import java.util.Optional;

/** The version of Gatehouse. */
public final class Version {
  /** Returns the version in the jar; {@code development} for classes outside of a jar. */
  public static final String CURRENT =
      Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
          .orElse("development");

  private Version() {}
}
