package dev.gatehouse.bootstrap.settings;

/**
 * What a setting holds in the end.
 *
 * @param name the environment variable
 * @param value as text; {@link #MASK} for a secret; empty for none
 * @param source where it comes from
 */
record EffectiveSetting(String name, String value, Source source) {
  /** Stands for a secret. */
  static final String MASK = "********";

  /** Where a value comes from. */
  enum Source {
    /** The variable is set. */
    ENVIRONMENT,
    /** It is not; so says the code, or another variable. */
    DEFAULT
  }
}
