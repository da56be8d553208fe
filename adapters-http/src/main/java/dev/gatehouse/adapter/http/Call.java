package dev.gatehouse.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.adapter.http.Answer.FieldError;
import dev.gatehouse.domain.BearerToken;
import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.Violation;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a client sent, read strictly; whatever is wrong with it ends the request with a problem. */
final class Call {
  private static final int MAX_BODY_BYTES = 16 * 1024;

  /** A client that is cut off while it sends may not see the answer; one that sends more may be. */
  private static final int MAX_SKIPPED_BYTES = 256 * 1024;

  private static final Violation REQUIRED = new Violation("required", "Must be given.");

  private final Context context;
  private final String requestId;
  private final ClientAddresses addresses;

  Call(Context context, String requestId, ClientAddresses addresses) {
    this.context = context;
    this.requestId = requestId;
    this.addresses = addresses;
  }

  /** Who asks, as far as a request tells without a token. */
  Caller caller() {
    return new Caller(requestId, addresses.of(context.req()));
  }

  /**
   * The bearer token, or null where none was sent.
   *
   * <p>A bare token without a scheme is taken, too; another scheme counts as no token.
   */
  @Nullable BearerToken bearerToken() {
    List<String> headers = Collections.list(context.req().getHeaders("Authorization"));
    if (headers.size() > 1) {
      throw malformed("There may be one Authorization header.");
    }
    if (headers.isEmpty() || headers.getFirst().isBlank()) {
      return null;
    }
    String header = headers.getFirst().strip();
    int space = header.indexOf(' ');
    if (space < 0) {
      return header.equalsIgnoreCase("Bearer") ? null : new BearerToken(header);
    }
    return header.substring(0, space).equalsIgnoreCase("Bearer")
        ? new BearerToken(header.substring(space + 1).strip())
        : null;
  }

  /** The body: an object with exactly these members, each a string that its value's rules allow. */
  Body body(Member<?>... members) {
    return body(List.of(REQUIRED), members);
  }

  /** The same, but each of the members may be left out. */
  Body optional(Member<?>... members) {
    return body(List.of(), members);
  }

  private Body body(List<Violation> ofAbsent, Member<?>... members) {
    ObjectNode object = Json.read(bytes());
    requireStrings(object, "The body's", List.of(members));
    refuse(errors(object, "", ofAbsent, List.of(members)));
    return new Body(object);
  }

  /** A body with an object in it. */
  record Nested(Body outer, Body inner) {}

  /**
   * The body: an object with exactly these members, and one more that is itself an object, whose
   * members may be left out.
   */
  Nested body(String name, List<Member<?>> inside, Member<?>... members) {
    ObjectNode outer = Json.read(bytes());
    JsonNode nested = outer.remove(name);
    if (nested != null && !nested.isObject()) {
      throw malformed("The body's member " + name + " is an object.");
    }
    requireStrings(outer, "Beside " + name + ", the body's", List.of(members));
    List<FieldError> errors = errors(outer, "", List.of(REQUIRED), List.of(members));
    if (!(nested instanceof ObjectNode inner)) {
      errors.add(new FieldError(name, REQUIRED));
      throw new ProblemException(Answer.invalid(errors));
    }
    requireStrings(inner, "The " + name + "'s", inside);
    errors.addAll(errors(inner, name + ".", List.of(), inside));
    refuse(errors);
    return new Nested(new Body(outer), new Body(inner));
  }

  private static void requireStrings(ObjectNode object, String whose, List<Member<?>> members) {
    Set<String> names = members.stream().map(Member::name).collect(Collectors.toSet());
    for (var sent : object.properties()) {
      if (!names.contains(sent.getKey()) || !sent.getValue().isTextual()) {
        throw malformed(
            whose
                + " members are the strings "
                + members.stream().map(Member::name).collect(Collectors.joining(", "))
                + ".");
      }
    }
  }

  private static List<FieldError> errors(
      ObjectNode object, String prefix, List<Violation> ofAbsent, List<Member<?>> members) {
    List<FieldError> errors = new ArrayList<>();
    for (Member<?> member : members) {
      JsonNode sent = object.get(member.name());
      List<Violation> violations =
          sent == null ? ofAbsent : member.violations().apply(sent.textValue());
      violations.forEach(
          violation -> errors.add(new FieldError(prefix + member.name(), violation)));
    }
    return errors;
  }

  private static void refuse(List<FieldError> errors) {
    if (!errors.isEmpty()) {
      throw new ProblemException(Answer.invalid(errors));
    }
  }

  /** A body whose members were found in order. */
  static final class Body {
    private final ObjectNode object;

    private Body(ObjectNode object) {
      this.object = object;
    }

    boolean has(Member<?> member) {
      return object.has(member.name());
    }

    <T> T get(Member<T> member) {
      return member.value().apply(object.required(member.name()).textValue());
    }

    /** The member's value, or null where it was left out. */
    <T> @Nullable T find(Member<T> member) {
      return has(member) ? get(member) : null;
    }
  }

  private byte[] bytes() {
    if (!isJson(context.contentType()) || context.header("Content-Encoding") != null) {
      throw new ProblemException(Answer.problem(Problem.UNSUPPORTED_MEDIA_TYPE));
    }
    long length = context.req().getContentLengthLong();
    try {
      if (length > MAX_BODY_BYTES) {
        if (context.header("Expect") == null) {
          context.req().getInputStream().skip(Math.min(length, MAX_SKIPPED_BYTES));
        }
        throw new ProblemException(Answer.problem(Problem.PAYLOAD_TOO_LARGE));
      }
      byte[] bytes = context.req().getInputStream().readNBytes(MAX_BODY_BYTES + 1);
      if (bytes.length > MAX_BODY_BYTES) {
        throw new ProblemException(Answer.problem(Problem.PAYLOAD_TOO_LARGE));
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isJson(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
    return parts[0].strip().equals("application/json")
        && Stream.of(parts)
            .skip(1)
            .map(String::strip)
            .allMatch(p -> p.equals("charset=utf-8") || p.equals("charset=\"utf-8\""));
  }

  private static ProblemException malformed(String detail) {
    return new ProblemException(Answer.problem(Problem.MALFORMED_REQUEST, detail));
  }
}
