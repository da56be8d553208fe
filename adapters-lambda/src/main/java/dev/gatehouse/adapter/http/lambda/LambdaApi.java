package dev.gatehouse.adapter.http.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.adapter.http.Api;
import dev.gatehouse.adapter.http.RouteCall;
import dev.gatehouse.adapter.http.TokenGuard;
import dev.gatehouse.adapter.http.message.ClientAddresses;
import dev.gatehouse.adapter.http.message.CommonHeaders;
import dev.gatehouse.adapter.http.message.ErrorResponses;
import dev.gatehouse.adapter.http.message.ResponseBytes;
import dev.gatehouse.adapter.http.message.StrictRequest;
import dev.gatehouse.adapter.http.spi.Response;
import dev.gatehouse.adapter.http.spi.Route;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.token.AccountAccess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Serves the API for events of API Gateway (HTTP APIs, payload format 2.0) and of function URLs,
 * without a server. Thread-safe.
 *
 * <p>What the gateway does itself is not here: CORS, and limits for the size of headers.
 */
public final class LambdaApi {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Api api;
  private final RouteIndex routes;
  private final ClientAddresses addresses;

  /**
   * Creates the API. It serves the API document, too.
   *
   * @throws IllegalStateException if routes of features are not valid
   */
  public LambdaApi(Api api) {
    this.api = api;
    api.serveDocument();
    this.routes = new RouteIndex(api.routes());
    this.addresses = new ClientAddresses(api.trustedProxies());
  }

  /**
   * Answers one event.
   *
   * @param event the event as JSON
   * @param output gets the response as JSON
   * @throws IllegalArgumentException if it is not an event in this format
   * @throws IOException if the event is not JSON, or cannot be read; or the output fails
   */
  public void handle(InputStream event, OutputStream output) throws IOException {
    GatewayEvent read = GatewayEvent.of(JSON.readTree(event));
    String requestId = api.requestIds().next();
    Response response = respond(read, requestId);
    output.write(JSON.writeValueAsBytes(json(read, response, requestId)));
  }

  private Response respond(GatewayEvent event, String requestId) {
    try {
      RouteIndex.Found found = routes.find(event);
      return call(found, new GatewayRequest(event, found.parameters()), requestId);
    } catch (RuntimeException e) {
      return ErrorResponses.of(e, requestId);
    }
  }

  /** The guard comes first, as on the server. */
  private Response call(RouteIndex.Found found, GatewayRequest raw, String requestId) {
    StrictRequest request = new StrictRequest(raw, requestId, addresses);
    TokenGuard guard = api.guard();
    return switch (found.route()) {
      case Route.Public route ->
          RouteCall.answer(route, request, api.limits(), LambdaApi::nobody, LambdaApi::noAccount);
      case Route.Authenticated route -> {
        Identity user = guard.signedIn(request.bearerToken(), requestId);
        yield RouteCall.answer(route, request, api.limits(), () -> user, LambdaApi::noAccount);
      }
      case Route.InGroup route -> {
        Identity user = guard.inGroup(request.bearerToken(), route.group(), requestId);
        yield RouteCall.answer(route, request, api.limits(), () -> user, LambdaApi::noAccount);
      }
      case Route.Account route -> {
        AccountAccess account = guard.account(request.bearerToken(), requestId);
        yield RouteCall.answer(
            route, request, api.limits(), () -> account.claims().identity(), () -> account);
      }
    };
  }

  private static Identity nobody() {
    throw new IllegalStateException("the route requires no token");
  }

  private static AccountAccess noAccount() {
    throw new IllegalStateException("the route requires no access token");
  }

  private static ObjectNode json(GatewayEvent event, Response response, String requestId) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    CommonHeaders.VALUES.forEach(header -> headers.put(header.getKey(), header.getValue()));
    headers.put(CommonHeaders.REQUEST_ID, requestId);
    headers.putAll(response.headers());
    if (response.body() != null) {
      headers.put("Content-Type", response.contentType());
    }
    headers.computeIfPresent(
        "Location", (_, value) -> value.startsWith("/") ? event.stage() + value : value);
    ObjectNode json = JSON.createObjectNode().put("statusCode", response.status());
    String cookie = headers.remove("Set-Cookie");
    if (cookie != null) {
      json.putArray("cookies").add(cookie);
    }
    ObjectNode sent = json.putObject("headers");
    headers.forEach(sent::put);
    boolean hasBody = response.body() != null && !event.method().equals("HEAD");
    return json.put(
            "body",
            hasBody
                ? StandardCharsets.UTF_8.decode(ResponseBytes.of(response, requestId)).toString()
                : "")
        .put("isBase64Encoded", false);
  }
}
