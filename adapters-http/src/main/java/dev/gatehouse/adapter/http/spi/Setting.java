package dev.gatehouse.adapter.http.spi;

import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A setting: an environment variable that is declared once. Reading the value, error lines, the
 * commands {@code config} and {@code doctor} and the documentation use the declaration.
 *
 * <p>A parser throws an {@link IllegalArgumentException} or a {@link DateTimeException} for a text
 * that is not allowed, or an {@link InvalidSettingException} with a line of its own. The allowed
 * values are described as the end of the sentence "it may be ...". The meaning is one phrase for
 * operators, such as "the port of the server".
 *
 * @param <T> the type of the value; nullable if the setting may have no value
 */
public final class Setting<T extends @Nullable Object> {
  private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");

  private final String name;
  private final String defaultText;
  private final T defaultValue;
  private final Function<String, ? extends T> parser;
  private final String allowed;
  private final boolean secret;
  private final String meaning;

  private Setting(
      String name,
      String defaultText,
      T defaultValue,
      Function<String, ? extends T> parser,
      String allowed,
      boolean secret,
      String meaning) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not the name of a setting: " + name);
    }
    this.name = name;
    this.defaultText = defaultText;
    this.defaultValue = defaultValue;
    this.parser = parser;
    this.allowed = allowed;
    this.secret = secret;
    this.meaning = meaning;
  }

  /**
   * Declares a setting with a default.
   *
   * @param otherwise the default as text; the parser must accept it
   */
  public static <T> Setting<T> of(
      String name, String otherwise, Function<String, T> parser, String allowed, String meaning) {
    return new Setting<>(name, otherwise, parser.apply(otherwise), parser, allowed, false, meaning);
  }

  /** Declares a whole number from {@code least} to {@code most}. */
  public static Setting<Integer> number(
      String name, int otherwise, int least, int most, String meaning) {
    return of(
        name,
        Integer.toString(otherwise),
        text -> {
          int number = Integer.parseInt(text);
          require(number >= least && number <= most);
          return number;
        },
        "a whole number from " + least + " to " + most,
        meaning);
  }

  /** Declares a text that passes a check. */
  public static Setting<String> text(
      String name, String otherwise, Predicate<String> check, String allowed, String meaning) {
    return of(name, otherwise, checked(check), allowed, meaning);
  }

  /** Declares a choice of words. The first one is the default. */
  @SafeVarargs
  public static <T> Setting<T> choice(
      String name, String meaning, Map.Entry<String, T>... choices) {
    SequencedMap<String, T> values = new LinkedHashMap<>();
    for (Map.Entry<String, T> choice : choices) {
      values.put(choice.getKey(), choice.getValue());
    }
    List<String> words = List.copyOf(values.keySet());
    return of(
        name,
        words.getFirst(),
        text -> {
          T value = values.get(text);
          if (value == null) {
            throw new IllegalArgumentException("not a choice");
          }
          return value;
        },
        String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast(),
        meaning);
  }

  /**
   * Declares a setting without a default value.
   *
   * @param otherwise what applies if the setting is unset, for people
   */
  public static <T> Setting<@Nullable T> optional(
      String name, String otherwise, Function<String, T> parser, String allowed, String meaning) {
    return new Setting<@Nullable T>(name, otherwise, null, parser, allowed, false, meaning);
  }

  /** Declares a list, separated by commas. It is empty by default. */
  public static <T> Setting<List<T>> list(
      String name, String otherwise, Function<String, T> parser, String allowed, String meaning) {
    return new Setting<>(
        name,
        otherwise,
        List.of(),
        text ->
            Stream.of(text.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(part -> parse(name, part, parser, allowed))
                .toList(),
        allowed,
        false,
        meaning);
  }

  /** Declares a secret without a default value. Messages never contain its text. */
  public static <T> Setting<@Nullable T> secret(
      String name, String otherwise, Function<String, T> parser, String allowed, String meaning) {
    return new Setting<@Nullable T>(name, otherwise, null, parser, allowed, true, meaning);
  }

  /** Returns a parser that returns the text if it passes the check. */
  public static Function<String, String> checked(Predicate<String> check) {
    return text -> {
      require(check.test(text));
      return text;
    };
  }

  private static void require(boolean allowed) {
    if (!allowed) {
      throw new IllegalArgumentException("not allowed");
    }
  }

  /** Returns the name of the environment variable. */
  public String name() {
    return name;
  }

  /** Returns the default as text, or what applies if the setting is unset. */
  public String defaultText() {
    return defaultText;
  }

  /** Returns the default; null if there is none. */
  public T defaultValue() {
    return defaultValue;
  }

  /** Returns the allowed values, as the end of the sentence "it may be ...". */
  public String allowed() {
    return allowed;
  }

  /** Returns whether the text must never be shown. */
  public boolean isSecret() {
    return secret;
  }

  /** Returns the meaning, for operators. */
  public String meaning() {
    return meaning;
  }

  /**
   * Parses a text.
   *
   * @throws InvalidSettingException if the text is not allowed
   */
  public T parse(String text) {
    try {
      return parser.apply(text.strip());
    } catch (IllegalArgumentException | DateTimeException _) {
      throw secret
          ? InvalidSettingException.hidden(name, allowed)
          : InvalidSettingException.shown(name, text, allowed);
    }
  }

  private static <T> T parse(String name, String part, Function<String, T> parser, String allowed) {
    try {
      return parser.apply(part);
    } catch (IllegalArgumentException | DateTimeException _) {
      throw InvalidSettingException.shown(name, part, allowed);
    }
  }
}
