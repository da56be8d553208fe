package dev.gatehouse.adapter.http.spi;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Environment variables whose names begin with a prefix; an empty variable counts as unset.
 *
 * <p>Names are given without the prefix.
 */
public final class FeatureSettings {
  private final String prefix;
  private final Map<String, String> variables;

  /**
   * Makes settings.
   *
   * @param prefix what the names begin with; may be empty
   * @param variables all variables there are, by their full names
   */
  public FeatureSettings(String prefix, Map<String, String> variables) {
    this.prefix = prefix;
    this.variables = new TreeMap<>(variables);
    this.variables.values().removeIf(String::isBlank);
  }

  /** The variable's text, or null where it is unset. */
  public @Nullable String text(String name) {
    return variables.get(prefix + name);
  }

  /**
   * A whole number.
   *
   * @param otherwise what it is where the variable is unset
   * @throws InvalidSettingException if it is no number from {@code least} to {@code most}
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
   * A value, if it can be made of the variable and passes the check.
   *
   * @param otherwise what it is where the variable is unset
   * @param parse makes the value, or throws an {@link IllegalArgumentException}
   * @param allowed what the variable may hold, as the end of "it may be ..."
   * @throws InvalidSettingException if it can't, or does not
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
      // Refused below, like a value that fails the check.
    }
    throw InvalidSettingException.shown(prefix + name, text, allowed);
  }

  /**
   * A secret, or null where the variable is unset; what it holds is never told.
   *
   * @param parse makes the secret, or throws an {@link IllegalArgumentException}
   * @param allowed what the variable may hold, as the end of "it may be ..."
   * @throws InvalidSettingException if it can't be made
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
