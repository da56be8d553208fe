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

/** The checked values of fields. */
public final class FieldValues {
  /** A missing field that is required. */
  public static final Violation REQUIRED = new Violation("required", "This field is required.");

  private final ObjectNode object;

  private FieldValues(ObjectNode object) {
    this.object = object;
  }

  /** Checks that an object has exactly these fields; optional ones may be missing. */
  public static FieldValues of(ObjectNode object, Field<?>... fields) {
    return checked(object, "The fields of the body are ", fields);
  }

  /** Checks that an object has no other fields than these. */
  public static FieldValues ofOptional(ObjectNode object, Field<?>... fields) {
    return of(object, optional(fields));
  }

  /** Checks that a query has no other parameters than these. */
  public static FieldValues ofQuery(ObjectNode parameters, Field<?>... fields) {
    return checked(parameters, "The query parameters are ", optional(fields));
  }

  static Field<?>[] optional(Field<?>... fields) {
    return Stream.of(fields).map(Field::optional).toArray(Field<?>[]::new);
  }

  private static FieldValues checked(ObjectNode object, String what, Field<?>... fields) {
    if (!matches(object, fields)) {
      throw new ProblemException(
          Response.problem(
              Problem.MALFORMED_REQUEST,
              what
                  + Stream.of(fields).map(Field::description).collect(Collectors.joining(", "))
                  + "."));
    }
    List<FieldError> errors = errors(object, "", fields);
    if (!errors.isEmpty()) {
      throw new ProblemException(Response.invalid(errors));
    }
    return new FieldValues(object);
  }

  static FieldValues unchecked(ObjectNode object) {
    return new FieldValues(object);
  }

  /** Returns whether each field of the object is declared and has its JSON type. */
  static boolean matches(ObjectNode object, Field<?>... fields) {
    return object.properties().stream()
        .allMatch(
            sent ->
                Stream.of(fields)
                    .anyMatch(
                        field ->
                            field.name().equals(sent.getKey()) && field.matches(sent.getValue())));
  }

  static List<FieldError> errors(ObjectNode object, String prefix, Field<?>... fields) {
    List<FieldError> errors = new ArrayList<>();
    for (Field<?> field : fields) {
      String path = prefix + field.name();
      JsonNode sent = object.get(field.name());
      if (sent != null) {
        errors.addAll(field.errors(path, sent));
      } else if (field.required()) {
        errors.add(new FieldError(path, REQUIRED));
      }
    }
    return errors;
  }

  /** Returns whether the field is present. */
  public boolean has(Field<?> field) {
    return object.has(field.name());
  }

  /**
   * Returns the value of a field.
   *
   * @throws IllegalArgumentException if the field is missing
   */
  public <T> T get(Field<T> field) {
    return field.value(object.required(field.name()));
  }

  /** Returns the value of a field, or null if it is missing. */
  public <T> @Nullable T find(Field<T> field) {
    return has(field) ? get(field) : null;
  }
}
