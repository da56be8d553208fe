package dev.gatehouse.bootstrap;

import static dev.gatehouse.bootstrap.Visitor.PASSWORD;

import com.google.zxing.NotFoundException;
import dev.gatehouse.Gatehouse;
import dev.gatehouse.adapter.http.ApiSettings;
import dev.gatehouse.adapter.http.GatehousePlugin;
import dev.gatehouse.adapter.http.SessionRoutes;
import dev.gatehouse.adapter.http.message.TrustedProxies;
import dev.gatehouse.adapter.http.server.GatehouseServer;
import dev.gatehouse.adapter.http.server.ListenAddress;
import dev.gatehouse.adapter.http.server.ServerSettings;
import dev.gatehouse.adapter.web.WebPages;
import dev.gatehouse.adapter.web.WebSettings;
import dev.gatehouse.domain.account.PasswordPolicy;
import dev.gatehouse.domain.limit.Limits;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.totp.TotpSecret;
import dev.gatehouse.harness.emulator.RequiresTool;
import dev.gatehouse.harness.emulator.Tool;
import dev.gatehouse.testkit.Authenticator;
import dev.gatehouse.testkit.server.TestClock;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Changes an account on the pages, some time after the login. */
@RequiresTool({Tool.CHROMIUM, Tool.NODE})
@Timeout(Visitor.MOST_SECONDS)
final class StepUpPagesIT {
  private final TestClock clock = new TestClock();
  private final Gatehouse gatehouse = Gatehouse.inMemory().clock(clock).limits(Limits.OFF).open();
  private final GatehouseServer server;

  StepUpPagesIT() throws IOException {
    ListenAddress address = new ListenAddress("127.0.0.1", GatehouseProcess.freePort());
    ApiSettings api = new ApiSettings(TrustedProxies.NONE, "Gatehouse");
    GatehousePlugin plugin = gatehouse.plugin();
    plugin
        .api()
        .servePages(
            new WebPages(
                    new WebSettings(
                        address.url(), "Gatehouse", TokenUse.ID, PasswordPolicy.COMPOSED),
                    new SessionRoutes(gatehouse.useCases(), api)::under,
                    null)
                .routes());
    server = GatehouseServer.start(new ServerSettings(address, Set.of()), plugin);
  }

  @AfterEach
  void close() {
    server.stop(Duration.ofSeconds(5));
    gatehouse.close();
  }

  @ParameterizedTest
  @EnumSource
  void change_after_some_time_asks_for_the_password_in_place(Width width)
      throws IOException, NotFoundException {
    String username = "erin";
    try (Browser browser = new Browser();
        Visitor visitor = browser.visitor(width, server.port())) {
      visitor.open("/").signsUp(username);
      visitor.signsIn(username, PASSWORD).isAt("My account").press("Set up an app");
      Authenticator app = new Authenticator(secret(visitor.readsQrCode()));
      visitor
          .fill("Code from the app", app.code(clock.instant(), -1).reveal())
          .press("Turn on")
          .reads("You now need a code from your app to sign in.");
      clock.advance(Duration.ofMinutes(11));

      visitor
          .expecting(401, 401, 401, 401)
          .fill("New e-mail address", "erin@example.org")
          .press("Change the address")
          .reads("You signed in some time ago. Enter it to continue.")
          .looksAt("step-up")
          .fill("Your password", "Wrong1password")
          .press("Change the address")
          .readsBeside("Your password", "The password is wrong.")
          .fill("Your password", PASSWORD)
          .press("Change the address")
          .reads("We have sent a code to the new address.")
          .doesNotRead("You signed in some time ago.");

      visitor
          .fill("Code from the app to remove", app.code(clock.instant()).reveal())
          .press("Remove the app")
          .fill("Your password", PASSWORD)
          .press("Remove the app")
          .reads("You no longer need a code to sign in.");

      visitor
          .press("Sign out everywhere")
          .fill("Your password", PASSWORD)
          .press("Sign out everywhere")
          .reads("You are signed out everywhere.");
    }
  }

  private static TotpSecret secret(String otpauthUri) {
    return new TotpSecret(otpauthUri.replaceFirst(".*[?&]secret=([A-Z2-7]+).*", "$1"));
  }
}
