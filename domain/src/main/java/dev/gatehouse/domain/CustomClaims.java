package dev.gatehouse.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a token that Gatehouse does not read itself: custom attributes such as {@code
 * custom:tenant}, and what a pre token generation trigger adds. Immutable.
 *
 * <p>A claim is a text, a Boolean, a whole number, or a list of texts. Claims of other forms or
 * beyond the limits are left out, and so are such elements of a list. There are at most {@value
 * #MAX_CLAIMS} claims, the first by name.
 */
public final class CustomClaims {
  /** The claims of a token that has none. */
  public static final CustomClaims NONE = new CustomClaims(Map.of());

  /** The maximum number of claims: a user pool has up to 50 custom attributes. */
  public static final int MAX_CLAIMS = 50;

  /** The maximum length of a name, in characters. */
  public static final int MAX_NAME_LENGTH = 128;

  /** The maximum length of a text, in characters: that of an attribute in a user pool. */
  public static final int MAX_TEXT_LENGTH = 2048;

  /** The maximum number of texts in a list; further ones are left out. */
  public static final int MAX_TEXTS = 100;

  private final Map<String, Object> values;

  private CustomClaims(Map<String, Object> values) {
    this.values = values;
  }

  /**
   * Creates claims from the members of a JSON object. Leaves out what is not a claim of this class.
   *
   * @param members {@link String}, {@link Boolean}, {@link Long}, or a list of {@link String}s, by
   *     name; other objects are left out
   */
  public static CustomClaims of(Map<String, ?> members) {
    Map<String, Object> values = new TreeMap<>();
    members.forEach(
        (name, member) -> {
          Object value = name.length() <= MAX_NAME_LENGTH ? value(member) : null;
          if (value != null) {
            values.put(name, value);
          }
        });
    return values.isEmpty()
        ? NONE
        : new CustomClaims(
            values.entrySet().stream()
                .limit(MAX_CLAIMS)
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private static @Nullable Object value(Object member) {
    return switch (member) {
      case Boolean flag -> flag;
      case Long number -> number;
      case String text when isShort(text) -> text;
      case List<?> elements ->
          elements.stream()
              .filter(element -> element instanceof String text && isShort(text))
              .limit(MAX_TEXTS)
              .toList();
      default -> null;
    };
  }

  private static boolean isShort(String text) {
    return text.length() <= MAX_TEXT_LENGTH;
  }

  /** Returns a claim that is a text. A trigger of version 1 writes all values as texts. */
  public Optional<String> text(String name) {
    return values.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** Returns a claim that is true or false in JSON. */
  public Optional<Boolean> flag(String name) {
    return values.get(name) instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
  }

  /** Returns a claim that is a whole number in JSON, in the range of a long. */
  public OptionalLong number(String name) {
    return values.get(name) instanceof Long number ? OptionalLong.of(number) : OptionalLong.empty();
  }

  /** Returns the texts of a claim that is a list; empty if there is no such list. */
  public List<String> texts(String name) {
    return values.get(name) instanceof List<?> texts
        ? texts.stream().map(String.class::cast).toList()
        : List.of();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CustomClaims that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** Returns the number of the claims only, because they may be confidential. */
  @Override
  public String toString() {
    return "CustomClaims[" + values.size() + "]";
  }
}
