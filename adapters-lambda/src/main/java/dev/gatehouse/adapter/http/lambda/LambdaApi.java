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
import dev.gatehouse.adapter.http.spi.Problem;
import dev.gatehouse.adapter.http.spi.Response;
import dev.gatehouse.adapter.http.spi.Route;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.token.AccountAccess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Serves the API for events of API Gateway (HTTP APIs, payload format 2.0) and of function URLs,
 * without a server. Thread-safe.
 *
 * <p>What the gateway does itself is not here: CORS, and limits for the size of headers.
 */
public final class LambdaApi {
  private static final Logger LOG = System.getLogger(LambdaApi.class.getName());
  private static final ObjectMapper JSON = new ObjectMapper();

  /** For the response, and for its way. Otherwise the gateway answers without a problem code. */
  private static final Duration MARGIN = Duration.ofMillis(500);

  /** Lambda accepts no more. */
  private static final int MAX_RESPONSE_BYTES = 6 * 1024 * 1024;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Api api;
  private final BackgroundWork work;
  private final RouteIndex routes;
  private final ClientAddresses addresses;

  /**
   * Creates the API. It serves the API document, too.
   *
   * @throws IllegalStateException if routes of features are not valid
   */
  public LambdaApi(Api api, BackgroundWork work) {
    this.api = api;
    this.work = work;
    api.serveDocument();
    this.routes = new RouteIndex(api.routes());
    this.addresses = new ClientAddresses(api.trustedProxies());
  }

  /**
   * Answers one event. Shortly before the time of the invocation ends, it interrupts the request
   * and answers 503.
   *
   * @param event the event as JSON
   * @param output gets the response as JSON
   * @throws IllegalArgumentException if it is not an event in this format
   * @throws IOException if the event is not JSON, or cannot be read; or the output fails
   */
  public void handle(InputStream event, OutputStream output, Invocation invocation)
      throws IOException {
    long end = System.nanoTime() + invocation.remaining().minus(MARGIN).toNanos();
    GatewayEvent read = GatewayEvent.of(JSON.readTree(event));
    Response response = respondBefore(end, read, invocation.requestId());
    work.finish(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    output.write(bytes(read, response, invocation.requestId()));
  }

  private Response respondBefore(long end, GatewayEvent event, String requestId) {
    if (end - System.nanoTime() <= 0) {
      return outOfTime(requestId);
    }
    FutureTask<Response> responding = new FutureTask<>(() -> respond(event, requestId));
    Thread thread = Thread.ofVirtual().name("event").start(responding);
    try {
      return responding.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      thread.interrupt();
      return outOfTime(requestId);
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        // Lambda starts a new process after an error of the virtual machine.
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static Response outOfTime(String requestId) {
    LOG.log(Level.WARNING, "Request {0}: the time of the invocation is over", requestId);
    return Response.problem(Problem.OVERLOADED).withRetryAfter(RETRY_AFTER);
  }

  private Response respond(GatewayEvent event, String requestId) {
    try {
      work.catchUp();
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

  private static byte[] bytes(GatewayEvent event, Response response, String requestId)
      throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(json(event, response, requestId));
    if (bytes.length <= MAX_RESPONSE_BYTES) {
      return bytes;
    }
    LOG.log(Level.ERROR, "Request {0}: the response has {1} bytes", requestId, bytes.length);
    Response refused = Response.problem(Problem.INTERNAL_ERROR);
    return JSON.writeValueAsBytes(json(event, refused, requestId));
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
