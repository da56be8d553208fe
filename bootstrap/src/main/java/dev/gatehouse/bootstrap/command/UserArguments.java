package dev.gatehouse.bootstrap.command;

import dev.gatehouse.domain.Group;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.Violation;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.TypeConversionException;

/** The arguments of the commands {@code users ...}: names, parsed and checked. */
final class UserArguments {
  private UserArguments() {}

  /** Returns the first argument of a command: the name of a user. */
  static PositionalParamSpec username() {
    return position("0", "NAME", "user name", Username.class, Username::violations, Username::new);
  }

  /** Returns the second argument of a command: the name of a group. */
  static PositionalParamSpec group() {
    return position("1", "GROUP", "group", Group.class, Group::violations, Group::new);
  }

  private static <T> PositionalParamSpec position(
      String index,
      String label,
      String what,
      Class<T> type,
      Function<String, List<Violation>> check,
      Function<String, T> create) {
    ITypeConverter<T> converter =
        text -> {
          List<Violation> violations = check.apply(text);
          if (!violations.isEmpty()) {
            throw new TypeConversionException(
                violations.stream()
                    .map(violation -> what + ": " + violation.message())
                    .collect(Collectors.joining("; ")));
          }
          return create.apply(text);
        };
    return PositionalParamSpec.builder()
        .index(index)
        .type(type)
        .converters(converter)
        .paramLabel(label)
        .required(true)
        .build();
  }
}
