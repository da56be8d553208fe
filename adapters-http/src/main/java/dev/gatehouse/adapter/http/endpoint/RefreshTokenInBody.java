package dev.gatehouse.adapter.http.endpoint;

import static dev.gatehouse.adapter.http.endpoint.RequestFields.REFRESH_TOKEN;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.adapter.http.spi.RefreshTokenTransport;
import dev.gatehouse.adapter.http.spi.Request;
import dev.gatehouse.adapter.http.spi.Response;
import dev.gatehouse.domain.token.RefreshToken;
import org.jspecify.annotations.Nullable;

/** Transports the refresh token in JSON bodies. Clients keep it themselves. */
public final class RefreshTokenInBody implements RefreshTokenTransport {
  @Override
  public RefreshToken read(Request request) {
    return request.body(REFRESH_TOKEN).get(REFRESH_TOKEN);
  }

  @Override
  public @Nullable RefreshToken replaced(Request request) {
    return null;
  }

  @Override
  public Response write(ObjectNode tokens, RefreshToken token) {
    return Response.json(200, tokens.put(REFRESH_TOKEN.name(), token.reveal()));
  }

  @Override
  public Response clear() {
    return Response.empty(204);
  }
}
