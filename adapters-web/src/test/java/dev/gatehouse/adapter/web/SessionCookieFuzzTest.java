package dev.gatehouse.adapter.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.gatehouse.adapter.http.spi.Feature;
import dev.gatehouse.adapter.http.spi.FeatureContext;
import dev.gatehouse.adapter.http.spi.HttpMethod;
import dev.gatehouse.adapter.http.spi.Request;
import dev.gatehouse.adapter.http.spi.Response;
import dev.gatehouse.adapter.http.spi.Route;
import dev.gatehouse.adapter.http.spi.RouteLimits;
import dev.gatehouse.adapter.http.spi.RunningFeature;
import dev.gatehouse.adapter.http.spi.Setting;
import dev.gatehouse.domain.token.RefreshToken;
import dev.gatehouse.harness.http.RawExchange;
import dev.gatehouse.testkit.server.TestServer;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;

final class SessionCookieFuzzTest {
  private static final String NAME = "gatehouse-session-8080=";

  /** The characters that a header can have. */
  private static final Pattern SENDABLE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");

  private static final SessionCookie COOKIE = new SessionCookie(false, "", 8080);
  private static final AtomicReference<@Nullable RefreshToken> READ = new AtomicReference<>();

  @AutoClose private static final TestServer SERVER = TestServer.start(new CookieReader());

  @FuzzTest
  void token_of_a_cookie_header_is_part_of_it_and_survives_a_round_trip(byte[] bytes) {
    String header = new String(bytes, ISO_8859_1);

    RefreshToken token = read(header);

    if (token != null) {
      assertThat(header).contains(NAME, token.reveal());
      assertSurvivesRoundTrip(token);
    }
    if (!header.contains(NAME) && SENDABLE.matcher(header).matches()) {
      assertThat(read(header + "; " + NAME + "abc"))
          .as("a session beside other cookies")
          .isEqualTo(new RefreshToken("abc"));
    }
    if (!header.isEmpty()) {
      assertSurvivesRoundTrip(new RefreshToken(header));
    }
  }

  private static void assertSurvivesRoundTrip(RefreshToken token) {
    String set;
    try {
      set = COOKIE.write(Response.object(), token).headers().get("Set-Cookie");
    } catch (IllegalStateException e) {
      assertThat(e).message().isEqualTo("the provider's refresh token does not fit into a cookie");
      return;
    }
    assertThat(set).isEqualTo(NAME + token.reveal() + "; Path=/; HttpOnly; SameSite=Strict");
    assertThat(read(NAME + token.reveal())).isEqualTo(token);
  }

  /** Returns the token that the server reads from a header. */
  private static @Nullable RefreshToken read(String header) {
    READ.set(null);
    String request = "GET /cookie HTTP/1.1\r\nHost: a\r\nCookie: " + header + "\r\n\r\n";
    RawExchange exchange = RawExchange.with(SERVER.port(), request.getBytes(ISO_8859_1));
    assertThat(exchange.statuses()).isNotEmpty().allMatch(status -> status < 500);
    return READ.get();
  }

  /** Reads the cookie of each request. */
  private static final class CookieReader implements Feature {
    @Override
    public String name() {
      return "cookie";
    }

    @Override
    public List<Setting<?>> settings() {
      return List.of();
    }

    @Override
    public RunningFeature start(FeatureContext context) {
      return new RunningFeature() {
        @Override
        public List<Route> routes() {
          return List.of(
              new Route.Public(
                  HttpMethod.GET,
                  "/cookie",
                  new RouteLimits.None("it answers from memory"),
                  SessionCookieFuzzTest::answer));
        }

        @Override
        public void close() {}
      };
    }
  }

  private static Response answer(Request request) {
    READ.set(COOKIE.read(request));
    return Response.empty(204);
  }
}
