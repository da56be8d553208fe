package dev.gatehouse.bootstrap.settings;

import dev.gatehouse.adapter.http.spi.FeatureSettings;
import dev.gatehouse.adapter.http.spi.InvalidSettingException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads environment variables. Collects errors, and returns a harmless value in place of a wrong
 * one.
 *
 * <p>An empty variable counts as unset.
 */
final class Environment {
  private static final Pattern HTTP_URL = Pattern.compile("https?://[^/?#@\\s]+(/[^?#\\s]*)?");

  private final FeatureSettings settings;
  private final List<String> complaints = new ArrayList<>();
  private final SequencedMap<String, EffectiveSetting> effective = new LinkedHashMap<>();

  Environment(Map<String, String> variables) {
    this.settings = new FeatureSettings("", variables);
  }

  boolean has(String name) {
    return settings.text(name) != null;
  }

  @Nullable String get(String name) {
    return settings.text(name);
  }

  String get(String name, String otherwise) {
    String text = get(name);
    return text == null ? otherwise : text;
  }

  int number(String name, int otherwise, int least, int most) {
    note(name, Integer.toString(otherwise));
    return read(() -> settings.number(name, otherwise, least, most), otherwise);
  }

  /** Reads an http or https URL without a query. */
  URI url(String name, String otherwise) {
    note(name, otherwise);
    String text = get(name, otherwise);
    return one(name, text, URI.create(otherwise));
  }

  /** Reads several URLs, separated by commas. */
  List<URI> urls(String name, List<String> otherwise) {
    note(name, String.join(",", otherwise));
    List<URI> defaults = otherwise.stream().map(URI::create).toList();
    return has(name)
        ? list(name).stream().map(text -> one(name, text, defaults.getFirst())).toList()
        : defaults;
  }

  private URI one(String name, String text, URI otherwise) {
    try {
      if (HTTP_URL.matcher(text).matches()) {
        return URI.create(text);
      }
    } catch (IllegalArgumentException _) {
      // Reported below, like every other text that is not a URL.
    }
    complain(name, text, "an http or https URL such as https://auth.example.com");
    return otherwise;
  }

  /** Reads a list, separated by commas. */
  List<String> list(String name) {
    note(name, "");
    return Stream.of(get(name, "").split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  /** Reads a list, separated by commas. Parts that fail the check are reported and left out. */
  List<String> list(String name, Predicate<String> check, String allowed) {
    List<String> parts = list(name);
    parts.stream().filter(check.negate()).forEach(part -> complain(name, part, allowed));
    return parts.stream().filter(check).toList();
  }

  /**
   * Reads a value that is parsed from the text and passes a check.
   *
   * @param otherwise the default text
   */
  <T> T checked(
      String name,
      String otherwise,
      Function<String, T> parse,
      Predicate<T> check,
      String allowed) {
    note(name, otherwise);
    T value = parse.apply(otherwise);
    return read(() -> settings.value(name, value, parse, check, allowed), value);
  }

  /** Reads a text that passes a check. */
  String matching(String name, String otherwise, Predicate<String> form, String allowed) {
    return checked(name, otherwise, text -> text, form, allowed);
  }

  /** Reads a text that must be one of two. */
  String oneOf(String name, String otherwise, String first, String second) {
    return matching(
        name,
        otherwise,
        text -> text.equals(first) || text.equals(second),
        first + " or " + second);
  }

  /** Reads a secret. Messages never contain its text. */
  <T> @Nullable T secret(String name, Function<String, T> parse, String allowed) {
    noteSecret(name);
    return this.<@Nullable T>read(() -> settings.secret(name, parse, allowed), null);
  }

  private <T extends @Nullable Object> T read(Supplier<T> setting, T otherwise) {
    try {
      return setting.get();
    } catch (InvalidSettingException e) {
      complain(e.line());
      return otherwise;
    }
  }

  /** Notes that this is the default text. */
  void note(String name, String otherwise) {
    String text = get(name);
    effective.put(
        name,
        text == null
            ? new EffectiveSetting(name, otherwise, EffectiveSetting.Source.DEFAULT)
            : new EffectiveSetting(name, text, EffectiveSetting.Source.ENVIRONMENT));
  }

  /** Records that a secret is set, without its text. */
  void noteSecret(String name) {
    effective.put(
        name,
        has(name)
            ? new EffectiveSetting(name, EffectiveSetting.MASK, EffectiveSetting.Source.ENVIRONMENT)
            : new EffectiveSetting(name, "", EffectiveSetting.Source.DEFAULT));
  }

  /** Returns the settings in the order of their first read. */
  List<EffectiveSetting> effective() {
    return List.copyOf(effective.values());
  }

  void complain(String name, String held, String allowed) {
    complain(InvalidSettingException.shown(name, held, allowed).line());
  }

  void complain(String line) {
    complaints.add(line);
  }

  List<String> complaints() {
    return List.copyOf(complaints);
  }
}
