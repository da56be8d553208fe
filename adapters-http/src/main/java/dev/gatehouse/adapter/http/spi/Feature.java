package dev.gatehouse.adapter.http.spi;

/**
 * Something that a team adds to Gatehouse without changing it.
 *
 * <p>Found by {@link java.util.ServiceLoader} in the jars that {@code ./gatehouse --features} names
 * and on the class path ({@code META-INF/services}), or handed in by whoever wires a server of
 * their own.
 */
public interface Feature {
  /**
   * What it is called in messages and in the answer of {@code /health/ready}.
   *
   * @return small letters, digits and hyphens, beginning with a letter; at most 40; unlike every
   *     other feature's
   */
  String name();

  /**
   * What the names of its environment variables begin with, as {@code GRAPH_}.
   *
   * @return capital letters, digits and underscores, beginning with a letter and ending with an
   *     underscore; no feature's prefix may begin with another's
   */
  String settingsPrefix();

  /**
   * Reads its settings and opens what it needs; called once, before the port is bound.
   *
   * <p>What is out of reach, a database elsewhere, say, should not keep it from starting: it then
   * is not {@link RunningFeature#isReady ready}.
   *
   * @throws InvalidSettingException if a setting is wrong: the start ends with its message
   * @throws RuntimeException if it can't run: the start ends with a line that names the feature and
   *     holds the message
   */
  RunningFeature start(FeatureContext context);
}
