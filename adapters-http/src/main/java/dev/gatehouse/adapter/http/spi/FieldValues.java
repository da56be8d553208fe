package dev.gatehouse.adapter.http.spi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.adapter.http.spi.Response.FieldError;
import dev.gatehouse.domain.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Members that were found in order. */
public final class FieldValues {
  private static final Violation REQUIRED = new Violation("required", "Must be given.");

  private final ObjectNode object;

  private FieldValues(ObjectNode object) {
    this.object = object;
  }

  /** What an object is that holds exactly these members. */
  public static FieldValues of(ObjectNode object, Field<?>... fields) {
    return checked(object, true, "The body's members are ", fields);
  }

  /** What an object is that holds no other members than these. */
  public static FieldValues ofOptional(ObjectNode object, Field<?>... fields) {
    return checked(object, false, "The body's members are ", fields);
  }

  /** What a query is that holds no other parameters than these. */
  public static FieldValues ofQuery(ObjectNode parameters, Field<?>... fields) {
    return checked(parameters, false, "The query's parameters are ", fields);
  }

  private static FieldValues checked(
      ObjectNode object, boolean required, String what, Field<?>... fields) {
    if (!matches(object, fields)) {
      throw new ProblemException(
          Response.problem(
              Problem.MALFORMED_REQUEST,
              what
                  + Stream.of(fields).map(Field::description).collect(Collectors.joining(", "))
                  + "."));
    }
    List<FieldError> errors = errors(object, "", required, fields);
    if (!errors.isEmpty()) {
      throw new ProblemException(Response.invalid(errors));
    }
    return new FieldValues(object);
  }

  static FieldValues unchecked(ObjectNode object) {
    return new FieldValues(object);
  }

  /** Whether each member is one of these, and of its JSON type. */
  static boolean matches(ObjectNode object, Field<?>... fields) {
    return object.properties().stream()
        .allMatch(
            sent ->
                Stream.of(fields)
                    .anyMatch(
                        field ->
                            field.name().equals(sent.getKey()) && field.matches(sent.getValue())));
  }

  static List<FieldError> errors(
      ObjectNode object, String prefix, boolean required, Field<?>... fields) {
    List<FieldError> errors = new ArrayList<>();
    for (Field<?> field : fields) {
      String path = prefix + field.name();
      JsonNode sent = object.get(field.name());
      if (sent != null) {
        errors.addAll(field.errors(path, sent));
      } else if (required) {
        errors.add(new FieldError(path, REQUIRED));
      }
    }
    return errors;
  }

  /** Whether the member was given. */
  public boolean has(Field<?> field) {
    return object.has(field.name());
  }

  /**
   * The member's value.
   *
   * @throws IllegalArgumentException if it was left out
   */
  public <T> T get(Field<T> field) {
    return field.value(object.required(field.name()));
  }

  /** The member's value, or null where it was left out. */
  public <T> @Nullable T find(Field<T> field) {
    return has(field) ? get(field) : null;
  }
}
