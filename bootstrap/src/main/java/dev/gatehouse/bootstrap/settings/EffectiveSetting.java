package dev.gatehouse.bootstrap.settings;

/**
 * The value of a setting and its source.
 *
 * @param name the environment variable
 * @param value the value as text; {@link #MASK} for a secret; empty if there is none
 * @param source where the value comes from
 */
record EffectiveSetting(String name, String value, Source source) {
  /** Replaces the text of a secret. */
  static final String MASK = "********";

  /** The source of a value. */
  enum Source {
    /** The variable is set. */
    ENVIRONMENT,
    /** The variable is not set; the value is the default, or follows from another variable. */
    DEFAULT
  }
}
