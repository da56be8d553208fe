package dev.gatehouse.adapter.http.lambda;

import dev.gatehouse.adapter.http.message.RawRequest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request of API Gateway.
 *
 * @param parameters the parameters of the path, decoded
 */
record GatewayRequest(GatewayEvent event, Map<String, String> parameters) implements RawRequest {
  private static final String AUTHORIZATION = "authorization";

  /**
   * {@inheritDoc} The gateway joins lines, so all headers have one, except {@code Authorization}: a
   * token has no comma.
   */
  @Override
  public List<String> headers(String name) {
    String key = name.toLowerCase(Locale.ROOT);
    String value = event.headers().get(key);
    if (value == null) {
      return List.of();
    }
    return key.equals(AUTHORIZATION) ? Stream.of(value.split(",", -1)).toList() : List.of(value);
  }

  @Override
  public List<String> cookies() {
    return event.cookies();
  }

  @Override
  public String pathParameter(String name) {
    return Objects.requireNonNull(parameters.get(name), name);
  }

  @Override
  public @Nullable String query() {
    return event.query();
  }

  @Override
  public String peer() {
    return event.peer();
  }

  @Override
  public long bodyLength() {
    return -1;
  }

  /** {@inheritDoc} Reading fails if it is not valid Base64. */
  @Override
  public InputStream body() {
    InputStream sent = new ByteArrayInputStream(event.body().getBytes(StandardCharsets.UTF_8));
    return event.base64() ? Base64.getDecoder().wrap(sent) : sent;
  }
}
