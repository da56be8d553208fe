package dev.gatehouse.testkit.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names that say nothing, or say it in another house's dialect. */
final class Names {
  private static final Pattern EMPTY_WORD =
      Pattern.compile("(Impl|Managers?|Utils?|Helpers?)(?![a-z])");
  private static final Pattern INTERFACE_PREFIX = Pattern.compile("^I[A-Z]");
  private static final Pattern SHOUTED_ACRONYM = Pattern.compile("[A-Z]{3}");
  private static final Pattern GETTER = Pattern.compile("get[A-Z].*");

  private Names() {}

  static Stream<String> emptyOrForeign(JavaClass type) {
    return Stream.of(EMPTY_WORD, INTERFACE_PREFIX, SHOUTED_ACRONYM)
        .map(pattern -> pattern.matcher(type.getSimpleName()))
        .filter(matcher -> matcher.find())
        .map(matcher -> type.getName() + " has \"" + matcher.group() + "\" in its name");
  }

  static Stream<String> getters(JavaClass type) {
    return type.getMethods().stream()
        .filter(method -> GETTER.matcher(method.getName()).matches())
        .map(method -> method.getFullName() + " has a get-prefix");
  }
}
