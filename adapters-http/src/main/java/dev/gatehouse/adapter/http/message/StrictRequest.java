package dev.gatehouse.adapter.http.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.adapter.http.spi.Field;
import dev.gatehouse.adapter.http.spi.FieldValues;
import dev.gatehouse.adapter.http.spi.Problem;
import dev.gatehouse.adapter.http.spi.ProblemException;
import dev.gatehouse.adapter.http.spi.Request;
import dev.gatehouse.adapter.http.spi.Response;
import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.token.BearerToken;
import java.util.List;
import java.util.Objects;
import org.eclipse.jetty.util.UrlEncoded;
import org.jspecify.annotations.Nullable;

/** Reads a request strictly. */
public final class StrictRequest implements Request {
  private static final int MAX_BODY_BYTES = 16 * 1024;

  private final RawRequest raw;
  private final String requestId;
  private final ClientAddresses addresses;

  public StrictRequest(RawRequest raw, String requestId, ClientAddresses addresses) {
    this.raw = raw;
    this.requestId = requestId;
    this.addresses = addresses;
  }

  @Override
  public Caller caller() {
    String userAgent = Objects.requireNonNullElse(raw.header("User-Agent"), "");
    return new Caller(
        requestId,
        addresses.of(raw),
        ClientName.of(userAgent),
        userAgent.substring(0, Math.min(userAgent.length(), Caller.MAX_USER_AGENT)));
  }

  @Override
  public @Nullable BearerToken bearerToken() {
    return bearerToken(raw);
  }

  /** Returns the bearer token of a request, as {@link #bearerToken()}. */
  public static @Nullable BearerToken bearerToken(RawRequest raw) {
    List<String> headers = raw.headers("Authorization");
    if (headers.size() > 1) {
      throw malformed("Send only one Authorization header.");
    }
    String header = headers.isEmpty() ? "" : headers.getFirst().strip();
    if (header.isEmpty()) {
      return null;
    }
    int space = header.indexOf(' ');
    if (space < 0) {
      return header.equalsIgnoreCase("Bearer") ? null : new BearerToken(header);
    }
    return header.substring(0, space).equalsIgnoreCase("Bearer")
        ? new BearerToken(header.substring(space + 1).strip())
        : null;
  }

  @Override
  public @Nullable String header(String name) {
    return raw.header(name);
  }

  @Override
  public @Nullable String cookie(String name) {
    String start = name + "=";
    return raw.cookies().stream()
        .filter(pair -> pair.startsWith(start))
        .map(pair -> pair.substring(start.length()))
        .findFirst()
        .orElse(null);
  }

  @Override
  public <T> T path(Field<T> parameter) {
    ObjectNode parameters =
        Response.object().put(parameter.name(), raw.pathParameter(parameter.name()));
    try {
      return FieldValues.of(parameters, parameter).get(parameter);
    } catch (ProblemException _) {
      throw new ProblemException(Response.problem(Problem.NOT_FOUND));
    }
  }

  @Override
  public FieldValues query(Field<?>... parameters) {
    ObjectNode sent = Response.object();
    String query = Objects.requireNonNullElse(raw.query(), "");
    try {
      // Javalin would use the charset of the body, and leave out values that it cannot decode.
      UrlEncoded.decodeUtf8To(
          query,
          0,
          query.length(),
          (name, value) -> {
            if (sent.has(name)) {
              throw malformed("Send each query parameter only once.");
            }
            sent.put(name, value);
          });
    } catch (IllegalArgumentException _) {
      throw malformed("The query must be percent-encoded UTF-8.");
    }
    return FieldValues.ofQuery(sent, parameters);
  }

  @Override
  public FieldValues body(Field<?>... fields) {
    return body(MAX_BODY_BYTES, fields);
  }

  @Override
  public FieldValues body(int maxBytes, Field<?>... fields) {
    return FieldValues.of(RequestBody.read(raw, maxBytes), fields);
  }

  @Override
  public FieldValues optionalBody(Field<?>... fields) {
    return FieldValues.ofOptional(RequestBody.readOptional(raw, MAX_BODY_BYTES), fields);
  }

  private static ProblemException malformed(String detail) {
    return new ProblemException(Response.problem(Problem.MALFORMED_REQUEST, detail));
  }
}
