package dev.gatehouse.adapter.http.feature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.adapter.http.feature.Answer.FieldError;
import dev.gatehouse.domain.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Members that were found in order. */
public final class Body {
  private static final Violation REQUIRED = new Violation("required", "Must be given.");

  private final ObjectNode object;

  private Body(ObjectNode object) {
    this.object = object;
  }

  /** What an object is that holds exactly these members. */
  public static Body of(ObjectNode object, Member<?>... members) {
    return checked(object, true, "The body's members are ", members);
  }

  /** What an object is that holds no other members than these. */
  public static Body optional(ObjectNode object, Member<?>... members) {
    return checked(object, false, "The body's members are ", members);
  }

  /** What a query is that holds no other parameters than these. */
  public static Body query(ObjectNode parameters, Member<?>... members) {
    return checked(parameters, false, "The query's parameters are ", members);
  }

  private static Body checked(
      ObjectNode object, boolean required, String what, Member<?>... members) {
    if (!fits(object, members)) {
      throw new ProblemException(
          Answer.problem(
              Problem.MALFORMED_REQUEST,
              what
                  + Stream.of(members).map(Member::described).collect(Collectors.joining(", "))
                  + "."));
    }
    List<FieldError> errors = errors(object, "", required, members);
    if (!errors.isEmpty()) {
      throw new ProblemException(Answer.invalid(errors));
    }
    return new Body(object);
  }

  static Body unchecked(ObjectNode object) {
    return new Body(object);
  }

  /** Whether each member is one of these, and of its JSON type. */
  static boolean fits(ObjectNode object, Member<?>... members) {
    return object.properties().stream()
        .allMatch(
            sent ->
                Stream.of(members)
                    .anyMatch(
                        member ->
                            member.name().equals(sent.getKey()) && member.fits(sent.getValue())));
  }

  static List<FieldError> errors(
      ObjectNode object, String prefix, boolean required, Member<?>... members) {
    List<FieldError> errors = new ArrayList<>();
    for (Member<?> member : members) {
      String field = prefix + member.name();
      JsonNode sent = object.get(member.name());
      if (sent != null) {
        errors.addAll(member.errors(field, sent));
      } else if (required) {
        errors.add(new FieldError(field, REQUIRED));
      }
    }
    return errors;
  }

  /** Whether the member was given. */
  public boolean has(Member<?> member) {
    return object.has(member.name());
  }

  /**
   * The member's value.
   *
   * @throws IllegalArgumentException if it was left out
   */
  public <T> T get(Member<T> member) {
    return member.value(object.required(member.name()));
  }

  /** The member's value, or null where it was left out. */
  public <T> @Nullable T find(Member<T> member) {
    return has(member) ? get(member) : null;
  }
}
