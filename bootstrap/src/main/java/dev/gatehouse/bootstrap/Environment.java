package dev.gatehouse.bootstrap;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Environment variables, read one by one; what is wrong is gathered, and something harmless is
 * answered meanwhile.
 *
 * <p>An empty variable counts as unset.
 */
final class Environment {
  private static final Pattern HTTP_URL = Pattern.compile("https?://[^/?#@\\s]+(/[^?#\\s]*)?");

  private final Map<String, String> variables;
  private final List<String> complaints = new ArrayList<>();

  Environment(Map<String, String> variables) {
    this.variables = new TreeMap<>(variables);
    this.variables.values().removeIf(String::isBlank);
  }

  boolean has(String name) {
    return variables.containsKey(name);
  }

  @Nullable String get(String name) {
    return variables.get(name);
  }

  String get(String name, String otherwise) {
    return variables.getOrDefault(name, otherwise);
  }

  int number(String name, int otherwise, int least, int most) {
    return checked(
        name,
        otherwise,
        Integer::valueOf,
        number -> number >= least && number <= most,
        "a whole number from " + least + " to " + most);
  }

  /** An http or https URL without a query. */
  URI url(String name, String otherwise) {
    String text = get(name, otherwise);
    return one(name, text, URI.create(otherwise));
  }

  /** Several URLs, separated by commas. */
  List<URI> urls(String name, List<String> otherwise) {
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
      // Complained about below, like every other text that is no URL.
    }
    complain(name, text, "an http or https URL such as https://auth.example.com");
    return otherwise;
  }

  /** The parts of a list separated by commas. */
  List<String> list(String name) {
    return Stream.of(get(name, "").split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  /** A value, if it can be made of the variable and passes the check. */
  <T> T checked(
      String name, T otherwise, Function<String, T> parse, Predicate<T> check, String allowed) {
    String text = get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      T value = parse.apply(text.strip());
      if (check.test(value)) {
        return value;
      }
    } catch (IllegalArgumentException _) {
      // Complained about below, like a value that fails the check.
    }
    complain(name, text, allowed);
    return otherwise;
  }

  /** A secret, if it can be made of the variable; what that holds is never told. */
  <T> @Nullable T secret(String name, Function<String, T> parse, String allowed) {
    String text = get(name);
    if (text == null) {
      return null;
    }
    try {
      return parse.apply(text.strip());
    } catch (IllegalArgumentException _) {
      complain(name + " holds something else, which is not shown; it may be " + allowed);
      return null;
    }
  }

  void complain(String name, String held, String allowed) {
    complain(name + " is \"" + printable(held) + "\"; it may be " + allowed);
  }

  void complain(String line) {
    complaints.add(line);
  }

  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** One line stays one line, whatever the variable holds. */
  private static String printable(String text) {
    String shown = text.replaceAll("\\p{Cntrl}", "?");
    return shown.length() > 200 ? shown.substring(0, 200) + "..." : shown;
  }
}
