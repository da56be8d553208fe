package dev.gatehouse.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.http.message.TrustedProxies;
import dev.gatehouse.adapter.http.server.GatehouseServer;
import dev.gatehouse.adapter.http.server.ListenAddress;
import dev.gatehouse.adapter.http.server.LogContext;
import dev.gatehouse.adapter.http.server.ServerSettings;
import dev.gatehouse.adapter.http.server.TraceParent;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Group;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.PasswordPolicy;
import dev.gatehouse.domain.login.LoginProgress.LoggedIn;
import dev.gatehouse.domain.port.PublishedKeys;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import dev.gatehouse.domain.token.AccessToken;
import dev.gatehouse.domain.token.AccountAccess;
import dev.gatehouse.domain.token.AccountAuthorizationOutcome;
import dev.gatehouse.domain.token.AuthorizationOutcome;
import dev.gatehouse.domain.token.AuthorizationOutcome.Authorized;
import dev.gatehouse.domain.token.AuthorizationOutcome.Forbidden;
import dev.gatehouse.domain.token.AuthorizationOutcome.InvalidToken;
import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.IdToken;
import dev.gatehouse.domain.token.RefreshToken;
import dev.gatehouse.domain.token.TokenRefusal;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.token.Tokens;
import dev.gatehouse.domain.token.VerifiedClaims;
import dev.gatehouse.domain.usecase.Authorization;
import dev.gatehouse.domain.usecase.UseCases;
import dev.gatehouse.harness.secrecy.SecrecyWatch;
import dev.gatehouse.testkit.api.DocumentedApi;
import dev.gatehouse.testkit.api.Exchange;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The API on a free port, with use cases that return the outcomes that a test sets. */
public final class ServedApi implements AutoCloseable {
  /** The reasons of refused tokens, in order. */
  final Queue<TokenRefusal> refusals = new ConcurrentLinkedQueue<>();

  /** The number of accepted tokens. */
  final AtomicInteger accepted = new AtomicInteger();

  /** All reported responses. */
  final BlockingQueue<Answered> answered = new LinkedBlockingQueue<>();

  /** The requests that threads worked for, in order; an empty entry means that the work ended. */
  final Queue<String> contexts = new ConcurrentLinkedQueue<>();

  record Answered(String method, String route, int status, Duration took) {}

  static final Identity ALICE =
      new Identity(
          new Subject("sub-1"),
          new Username("Alice"),
          new Identity.Email(new EmailAddress("alice@example.com"), true),
          Set.of(new Group("editors"), new Group("admins")));

  /** The decision on requests that the guard counts; null allows them. */
  volatile @Nullable TooManyAttempts limited;

  public final ScriptedAccounts accounts = new ScriptedAccounts();
  volatile Identity caller = ALICE;
  volatile @Nullable RuntimeException verification;
  public volatile boolean ready = true;

  /** A login of Alice, whose JSON is {@link #TOKENS}. */
  static final LoggedIn LOGGED_IN =
      new LoggedIn(
          ALICE.subject(),
          new Tokens(
              new IdToken("i"), new AccessToken("a"), new RefreshToken("r"), Duration.ofHours(1)));

  static final String TOKENS =
      """
      {'idToken':'i','accessToken':'a','refreshToken':'r','tokenType':'Bearer','expiresIn':3600}
      """;

  private final TrustedProxies proxies;
  private final Features features;
  private final boolean hasTotp;
  private final Front front;
  private final DocumentedApi document;

  /** Whether there are features. They do not need an API document. */
  private final boolean hasFeatures;

  private final Client client;

  public ServedApi() {
    this(Set.of());
  }

  public ServedApi(Set<String> corsOrigins) {
    this(corsOrigins, TrustedProxies.NONE);
  }

  public ServedApi(Set<String> corsOrigins, TrustedProxies proxies) {
    this(corsOrigins, proxies, Features.none(), true);
  }

  /** Creates the API with a provider that does not support authenticator apps. */
  static ServedApi withoutTotp() {
    return new ServedApi(Set.of(), TrustedProxies.NONE, Features.none(), false);
  }

  ServedApi(Features features) {
    this(Set.of(), TrustedProxies.NONE, features, true);
  }

  private ServedApi(
      Set<String> corsOrigins, TrustedProxies proxies, Features features, boolean hasTotp) {
    this.hasTotp = hasTotp;
    this.proxies = proxies;
    this.features = features;
    hasFeatures = !features.readiness().isEmpty();
    GatehousePlugin plugin = plugin();
    front =
        ServiceLoader.load(FrontProvider.class)
            .findFirst()
            .map(other -> other.serve(plugin.api()))
            .orElseGet(() -> server(plugin, corsOrigins));
    document = DocumentedApi.of(plugin.api().document().json().toString());
    client = new Client(front.port());
  }

  /** What serves the API over HTTP. */
  public interface Front extends AutoCloseable {
    /** Returns the port. */
    int port();

    /** Stops it. */
    @Override
    void close();
  }

  /**
   * Serves the API without Gatehouse's server. The service loader finds it in the tests of another
   * driving adapter, which run the tests of this module, too.
   */
  public interface FrontProvider {
    /** Serves an API with its document. */
    Front serve(Api api);
  }

  private record ServerFront(GatehouseServer server) implements Front {
    @Override
    public int port() {
      return server.port();
    }

    @Override
    public void close() {
      server.stop(Duration.ofSeconds(5));
    }
  }

  private Front server(GatehousePlugin plugin, Set<String> corsOrigins) {
    return new ServerFront(
        GatehouseServer.start(
            new ServerSettings(ListenAddress.anyLoopbackPort(), corsOrigins),
            plugin,
            (method, route, status, took) ->
                answered.add(new Answered(method, route, status, took)),
            new LogContexts()));
  }

  /** Creates a host application with the API. */
  public Javalin hosted(Consumer<JavalinConfig> own) {
    return Javalin.start(
        config -> {
          config.startup.showJavalinBanner = false;
          config.jetty.host = "127.0.0.1";
          config.jetty.port = 0;
          config.registerPlugin(plugin());
          own.accept(config);
        });
  }

  public GatehousePlugin plugin() {
    UseCases useCases =
        new UseCases(
            accounts,
            accounts,
            new TokenIsTheWordGood(),
            accounts,
            accounts,
            accounts,
            Optional.ofNullable(hasTotp ? accounts : null),
            (_, _) -> limited,
            PasswordPolicy.COMPOSED);
    return new GatehousePlugin(
        new Api(
            new ApiSettings(proxies, "Example Shop"),
            useCases,
            new Keys(),
            features,
            () -> new Readiness(Map.of("server", ready), Map.of()),
            new CountedTokens(),
            new Random(1)));
  }

  private final class CountedTokens implements TokenListener {
    @Override
    public void onAccepted() {
      accepted.incrementAndGet();
    }

    @Override
    public void onRefused(TokenRefusal reason) {
      refusals.add(reason);
    }
  }

  private final class LogContexts implements LogContext {
    @Override
    public void enter(String requestId, @Nullable TraceParent trace) {
      contexts.add(requestId + (trace == null ? "" : " of " + trace.traceId()));
    }

    @Override
    public void leave() {
      contexts.add("");
    }
  }

  /** Accepts only the token {@code good} and, to change an account, {@code access}. */
  private final class TokenIsTheWordGood implements Authorization {
    @Override
    public AuthorizationOutcome authorize(BearerToken token) {
      RuntimeException failure = verification;
      if (failure != null) {
        throw failure;
      }
      return token.equals(new BearerToken("good"))
          ? new Authorized(caller)
          : new InvalidToken(TokenRefusal.Form.NOT_THREE_PARTS);
    }

    @Override
    public AuthorizationOutcome authorize(BearerToken token, Group group) {
      return authorize(token) instanceof Authorized(var identity)
              && !identity.groups().contains(group)
          ? new Forbidden()
          : authorize(token);
    }

    @Override
    public AccountAuthorizationOutcome authorizeAccount(BearerToken token) {
      return token.equals(new BearerToken("access"))
          ? new AccountAuthorizationOutcome.Authorized(ACCESS)
          : new AccountAuthorizationOutcome.InvalidToken(TokenRefusal.Claim.WRONG_USE);
    }
  }

  /** Returns the permission of the token {@code access}. */
  static final AccountAccess ACCESS =
      new AccountAccess(
          new AccessToken("access"),
          new VerifiedClaims(
              new Identity(ALICE.subject(), ALICE.username(), null, ALICE.groups()),
              TokenUse.ACCESS,
              new SessionId("login-1"),
              Instant.EPOCH,
              Instant.EPOCH,
              Instant.MAX));

  private static final class Keys implements PublishedKeys {
    @Override
    public String issuer() {
      return "https://auth.example.com";
    }

    @Override
    public String keySet() {
      return "{\"keys\":[]}";
    }
  }

  public int port() {
    return front.port();
  }

  public Reply get(String path, String... headers) {
    return send("GET", path, null, headers);
  }

  public Reply post(String path, String json, String... headers) {
    return sendJson("POST", path, json, headers);
  }

  /** Sends {@code METHOD /path body} with the access token. The body has single quotes. */
  Reply call(String request) {
    String[] parts = request.split(" ", 3);
    return parts.length == 2
        ? send(parts[0], parts[1], null, "Authorization", "Bearer access")
        : sendJson(parts[0], parts[1], Reply.quoted(parts[2]), "Authorization", "Bearer access");
  }

  Reply sendJson(String method, String path, String json, String... headers) {
    return send(method, path, json, concat(headers, "Content-Type", "application/json"));
  }

  /** Sends a request. The exchange must match the API document. */
  public Reply send(String method, String path, @Nullable String body, String... headers) {
    Reply reply = client.send(method, path, body, headers);
    reply.has("Cache-Control", "no-store").has("X-Content-Type-Options", "nosniff");
    assertThat(reply.header("X-Request-Id")).isPresent();
    assertThat(reply.header("Server")).isEmpty();
    if (document.describes(path) || !hasFeatures) {
      Map<String, List<String>> answered = reply.response().headers().map();
      assertThat(
              document.violations(
                  new Exchange(method, path, body, reply.status(), answered, reply.body())))
          .isEmpty();
    }
    return reply;
  }

  /** The routes of the server. */
  public Set<String> operations() {
    return ((ServerFront) front).server().operations();
  }

  /** Sends a request to any server on this machine. */
  public static final class Client implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    public Client(int port) {
      this.port = port;
    }

    public Reply send(String method, String path, @Nullable String body, String... headers) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
              .timeout(Duration.ofSeconds(20))
              .method(
                  method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
      for (int i = 0; i < headers.length; i += 2) {
        request.header(headers[i], headers[i + 1]);
      }
      try {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() >= 400) {
          SecrecyWatch.told(response.headers().map() + "\n" + response.body());
        }
        return new Reply(response);
      } catch (IOException e) {
        throw new AssertionError(method + " " + path, e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }

    @Override
    public void close() {
      http.close();
    }
  }

  /** Sends raw bytes, then no more, and reads until the server closes the connection. */
  String raw(String request) {
    return raw(port(), request);
  }

  String raw(byte[] request) {
    return raw(port(), request);
  }

  /** Sends raw bytes to any server on this machine. */
  public static String raw(int port, String request) {
    return raw(port, request.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String raw(int port, byte[] request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request);
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns the headers of a preflight for a request with a token from this origin. */
  public static String[] preflight(String origin) {
    String method = "Access-Control-Request-Method";
    String headers = "Access-Control-Request-Headers";
    return new String[] {"Origin", origin, method, "GET", headers, "Authorization"};
  }

  private static String[] concat(String[] headers, String... more) {
    return Stream.of(List.of(headers), List.of(more)).flatMap(List::stream).toArray(String[]::new);
  }

  @Override
  public void close() {
    client.close();
    front.close();
    features.close();
  }
}
