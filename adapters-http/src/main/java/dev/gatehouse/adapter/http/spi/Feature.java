package dev.gatehouse.adapter.http.spi;

/**
 * A feature that a team adds to Gatehouse without changing Gatehouse.
 *
 * <p>{@link java.util.ServiceLoader} finds features in the jars of {@code ./gatehouse --features}
 * and on the class path ({@code META-INF/services}). A host application can also pass features to
 * its {@code Gatehouse}.
 */
public interface Feature {
  /**
   * Returns the name of the feature, for messages and for {@code /health/ready}.
   *
   * @return lower-case letters, digits and hyphens, starting with a letter; at most 40 characters;
   *     unique
   */
  String name();

  /**
   * Returns the prefix of the feature's environment variables, such as {@code GRAPH_}.
   *
   * @return upper-case letters, digits and underscores, starting with a letter and ending with an
   *     underscore; must not start with the prefix of another feature
   */
  String settingsPrefix();

  /**
   * Starts the feature: reads its settings and opens what it needs. Called once, before the port is
   * bound.
   *
   * <p>If another system, such as a database, is unreachable, the feature should start anyway and
   * not be {@link RunningFeature#isReady ready}.
   *
   * @throws InvalidSettingException if a setting is wrong; the server does not start and prints the
   *     message
   * @throws RuntimeException if the feature cannot start; the server does not start and prints the
   *     feature's name and the message
   */
  RunningFeature start(FeatureContext context);
}
