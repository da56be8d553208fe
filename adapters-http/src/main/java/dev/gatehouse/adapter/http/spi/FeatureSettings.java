package dev.gatehouse.adapter.http.spi;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a feature: environment variables with a prefix. An empty variable counts as
 * unset.
 *
 * <p>Methods take names without the prefix.
 */
public final class FeatureSettings {
  private final String prefix;
  private final Map<String, String> variables;

  /**
   * Creates settings.
   *
   * @param prefix the prefix of the names; may be empty
   * @param variables all environment variables, by full name
   */
  public FeatureSettings(String prefix, Map<String, String> variables) {
    this.prefix = prefix;
    this.variables = new TreeMap<>(variables);
    this.variables.values().removeIf(String::isBlank);
  }

  /** Returns the text of a setting, or null if it is unset. */
  public @Nullable String text(String name) {
    return variables.get(prefix + name);
  }

  /**
   * Returns a whole number.
   *
   * @param otherwise the default
   * @throws InvalidSettingException if the text is not a number from {@code least} to {@code most}
   */
  public int number(String name, int otherwise, int least, int most) {
    return value(
        name,
        otherwise,
        Integer::valueOf,
        number -> number >= least && number <= most,
        "a whole number from " + least + " to " + most);
  }

  /**
   * Returns a value that is parsed from the text and passes a check.
   *
   * @param otherwise the default
   * @param parse parses the text; throws an {@link IllegalArgumentException} if it cannot
   * @param allowed the allowed values, as the end of the sentence "it may be ..."
   * @throws InvalidSettingException if the text cannot be parsed or fails the check
   */
  public <T> T value(
      String name, T otherwise, Function<String, T> parse, Predicate<T> check, String allowed) {
    String text = text(name);
    if (text == null) {
      return otherwise;
    }
    try {
      T value = parse.apply(text.strip());
      if (check.test(value)) {
        return value;
      }
    } catch (IllegalArgumentException _) {
      // Handled below, like a value that fails the check.
    }
    throw InvalidSettingException.shown(prefix + name, text, allowed);
  }

  /**
   * Returns a secret, or null if the setting is unset. Messages never contain its text.
   *
   * @param parse parses the secret; throws an {@link IllegalArgumentException} if it cannot
   * @param allowed the allowed values, as the end of the sentence "it may be ..."
   * @throws InvalidSettingException if the text cannot be parsed
   */
  public <T> @Nullable T secret(String name, Function<String, T> parse, String allowed) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    try {
      return parse.apply(text.strip());
    } catch (IllegalArgumentException _) {
      throw InvalidSettingException.hidden(prefix + name, allowed);
    }
  }
}
