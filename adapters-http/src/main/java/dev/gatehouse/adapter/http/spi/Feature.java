package dev.gatehouse.adapter.http.spi;

import java.util.List;

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
   * Returns the settings of the feature. It can read no others.
   *
   * <p>The names should start with a word for the feature, such as {@code GRAPH_FILE}. They must
   * not be the names of Gatehouse's settings, or of another feature's settings.
   */
  default List<Setting<?>> settings() {
    return List.of();
  }

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
