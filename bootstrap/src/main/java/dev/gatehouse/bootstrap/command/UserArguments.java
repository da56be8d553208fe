package dev.gatehouse.bootstrap.command;

import dev.gatehouse.domain.Group;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.Violation;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.TypeConversionException;

/** The arguments and options of the commands {@code users ...}, parsed and checked. */
final class UserArguments {
  static final String AFTER = "--after";
  static final String LIMIT = "--limit";

  private UserArguments() {}

  /** Returns the first argument of a command: the name of a user. */
  static PositionalParamSpec username() {
    return position("0", "NAME", "user name", Username.class, Username::violations, Username::new);
  }

  /** Returns the second argument of a command: the name of a group. */
  static PositionalParamSpec group() {
    return position("1", "GROUP", "group", Group.class, Group::violations, Group::new);
  }

  /** Returns the option with the name of the user after whom a list begins. */
  static OptionSpec after() {
    return OptionSpec.builder(AFTER)
        .type(Username.class)
        .converters(converter("user name", Username::violations, Username::new))
        .paramLabel("NAME")
        .description("Begins after this name.")
        .build();
  }

  /** Returns the option with the length of a list. */
  static OptionSpec limit() {
    return OptionSpec.builder(LIMIT)
        .type(Long.class)
        .converters(UserArguments::count)
        .paramLabel("COUNT")
        .description("Prints at most so many users.")
        .build();
  }

  private static Long count(String text) {
    if (!text.matches("[1-9][0-9]{0,17}")) {
      throw new TypeConversionException("it is a whole number from 1");
    }
    return Long.valueOf(text);
  }

  private static <T> PositionalParamSpec position(
      String index,
      String label,
      String what,
      Class<T> type,
      Function<String, List<Violation>> check,
      Function<String, T> create) {
    return PositionalParamSpec.builder()
        .index(index)
        .type(type)
        .converters(converter(what, check, create))
        .paramLabel(label)
        .required(true)
        .build();
  }

  private static <T> ITypeConverter<T> converter(
      String what, Function<String, List<Violation>> check, Function<String, T> create) {
    return text -> {
      List<Violation> violations = check.apply(text);
      if (!violations.isEmpty()) {
        throw new TypeConversionException(
            violations.stream()
                .map(violation -> what + ": " + violation.message())
                .collect(Collectors.joining("; ")));
      }
      return create.apply(text);
    };
  }
}
