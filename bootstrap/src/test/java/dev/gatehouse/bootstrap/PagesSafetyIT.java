package dev.gatehouse.bootstrap;

import static dev.gatehouse.bootstrap.Visitor.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.LoadState;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.harness.emulator.RequiresTool;
import dev.gatehouse.harness.emulator.Tool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests attacks on the pages in a browser with the packaged server, and measures their size. */
@RequiresTool({Tool.CHROMIUM, Tool.NODE})
@Timeout(Visitor.MOST_SECONDS)
final class PagesSafetyIT {
  private static final long MOST_BYTES = 150_000;

  /** With fewer bytes, something was not counted. */
  private static final long LEAST_BYTES = 50_000;

  @TempDir private static Path folder;
  private static @Nullable GatehouseProcess gatehouse;
  private static @Nullable Browser browser;
  private static @Nullable HttpServer stranger;

  @BeforeAll
  static void start() throws IOException {
    Map<String, String> variables = new HashMap<>(GatehouseProcess.UNLIMITED);
    variables.put("DEV_CAPTURED_CODES", "on");
    gatehouse = GatehouseProcess.serve(folder, variables);
    browser = new Browser();
    stranger = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    stranger.createContext(
        "/",
        exchange -> {
          byte[] page =
              "<!doctype html><title>Win a prize</title>".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/html;charset=utf-8");
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    stranger.start();
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
    if (stranger != null) {
      stranger.stop(0);
    }
    if (gatehouse != null) {
      gatehouse.close();
    }
  }

  private static int port() {
    return Objects.requireNonNull(gatehouse).port();
  }

  private static Visitor visitor() {
    return Objects.requireNonNull(browser).visitor(Width.DESKTOP, port());
  }

  /** Returns a visitor with this user name who has signed up and signed in. */
  private static Visitor owner(String username) {
    return visitor().signsUp(username).signsIn(username, PASSWORD).isAt("My account");
  }

  @Test
  void session_cookie_is_hidden_from_scripts_and_other_sites() {
    try (Visitor alice = owner("alice")) {
      Cookie cookie = alice.sessionCookie();

      assertThat(cookie.name).startsWith("gatehouse-session-");
      assertThat(cookie.httpOnly).isTrue();
      assertThat(cookie.sameSite.name()).isEqualTo("STRICT");
      assertThat(cookie.expires).as("goes with the browser's session").isEqualTo(-1);
      assertThat(alice.page().evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])"))
          .isEqualTo("[{},{}]");
    }
  }

  /** With Web Locks, by which tabs take turns, and without them, as in older browsers. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void simultaneous_refreshes_keep_tabs_signed_in(boolean locks) {
    try (Visitor bob = owner("bob-" + locks)) {
      Page one = bob.page();
      Page other = bob.newTab();
      for (Page tab : List.of(one, other)) {
        if (!locks) {
          tab.addInitScript("delete Navigator.prototype.locks");
        }
        bob.turnTo(tab).open("/account").isAt("My account");
        assertThat(tab.evaluate("'locks' in navigator")).isEqualTo(locks);
      }
      for (int round = 0; round < 5; round++) {
        one.evaluate(REFRESHED);
        other.evaluate(REFRESHED);
        assertThat(one.evaluate("() => window.refreshed")).isEqualTo(List.of(true, true));
        assertThat(other.evaluate("() => window.refreshed")).isEqualTo(List.of(true, true));
      }
      for (Page tab : List.of(one, other)) {
        tab.reload();
      }
      for (Page tab : List.of(one, other)) {
        bob.turnTo(tab).isAt("My account").readsOf("User name", "bob-" + locks);
      }
    }
  }

  /** Starts without waiting. */
  private static final String REFRESHED =
      """
      () => {
        window.refreshed = import('/pages/session.js')
          .then(({ resume }) => Promise.all([resume(), resume()]));
      }
      """;

  @Test
  void tabs_sign_in_and_out_together() {
    try (Visitor carol = owner("carol")) {
      Page one = carol.page();
      Page other = carol.newTab();
      carol.turnTo(other).open("/account").isAt("My account");

      carol.turnTo(one).press("Sign out").isAt("Sign in").reads("You are signed out.");
      carol.turnTo(other).isAt("Sign in").reads("You have signed out in another tab.");
      assertThat(carol.hasSession()).isFalse();

      carol.signsIn("carol", PASSWORD).isAt("My account");
      carol.turnTo(one).isAt("My account").readsOf("User name", "carol");
    }
  }

  @Test
  void next_action_signs_out_if_session_ended_elsewhere() throws IOException {
    try (Visitor dave = owner("dave");
        HttpConnection elsewhere = new HttpConnection(port())) {
      String access =
          elsewhere
              .post("/login", "{\"username\":\"dave\",\"password\":\"%s\"}".formatted(PASSWORD))
              .text("accessToken");
      assertThat(
              elsewhere
                  .send("POST /logout/everywhere", "", "Authorization: Bearer " + access)
                  .status())
          .isEqualTo(204);

      dave.expecting(401, 401)
          .press("Set up an app")
          .isAt("Sign in")
          .reads("Your session has ended. Sign in again.");
      assertThat(dave.hasSession()).isFalse();
    }
  }

  /** The same host with another port, which SameSite ignores; another host; another site. */
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "evil.test"})
  void page_of_another_origin_cannot_read_or_change_anything(String host) {
    String username = "victim-at-" + host;
    try (Visitor victim = owner(username).amongStrangers()) {
      Page account = victim.page();
      Cookie session = victim.sessionCookie();
      Page hostile = victim.newTab();
      List<Integer> statuses = new ArrayList<>();
      hostile.onResponse(response -> note(response, statuses));
      int port = Objects.requireNonNull(stranger).getAddress().getPort();
      hostile.navigate("http://" + host + ":" + port);
      String target = "http://127.0.0.1:" + port();

      List<String> paths =
          List.of(
              "/session/token/refresh",
              "/session/logout",
              "/session/login",
              "/session/login/challenge",
              "/dev/captured-codes");
      for (String path : paths) {
        for (String mode : List.of("cors", "no-cors")) {
          assertThat(hostile.evaluate(FETCHED, List.of(target + path, mode)))
              .as("%s %s", mode, path)
              .isEqualTo("");
        }
        hostile.evaluate(SUBMITTED, target + path);
      }
      // The fetch with a preflight ends there; the other fetch and the form do not.
      hostile.waitForCondition(() -> statuses.size() == 2 * paths.size());
      assertThat(statuses).containsOnly(403);
      assertThat(victim.turnTo(account).sessionCookie().value).isEqualTo(session.value);

      assertThat(hostile.evaluate(FRAMED, target + "/account")).isEqualTo("");
      for (Frame frame : hostile.frames()) {
        assertThat(frame.content()).doesNotContain("My account");
      }
      // The opened page is the victim's own page. The opener has no access to it, and its session
      // continues.
      assertThat(hostile.evaluate(OPENED, target + "/account")).isEqualTo("");
      account.reload();
      victim.isAt("My account").readsOf("User name", username);
    }
  }

  private static void note(Response response, List<Integer> statuses) {
    if (response.url().contains("/session/") || response.url().contains("/dev/")) {
      statuses.add(response.status());
    }
  }

  /** Sends a request with the victim's cookies. Returns what the page can read of the response. */
  private static final String FETCHED =
      """
      async ([url, mode]) => {
        try {
          const type = mode === 'cors' ? 'application/json' : 'text/plain';
          const response = await fetch(url, {
            method: 'POST',
            mode,
            credentials: 'include',
            headers: { 'Content-Type': type },
            body: '{"username":"victim"}',
          });
          return await response.text();
        } catch {
          return '';
        }
      }
      """;

  /** Sends a form with the victim's cookies into a frame. */
  private static final String SUBMITTED =
      """
      (url) => {
        const frame = document.createElement('iframe');
        frame.name = url;
        const form = document.createElement('form');
        form.method = 'post';
        form.action = url;
        form.target = url;
        document.body.append(frame, form);
        form.submit();
      }
      """;

  /** Loads a page in a frame. Returns what can be read of it. */
  private static final String FRAMED =
      """
      async (url) => {
        const frame = document.createElement('iframe');
        const loaded = new Promise((resolve) => { frame.onload = resolve; });
        frame.src = url;
        document.body.append(frame);
        await loaded;
        return frame.contentDocument?.body.innerText ?? '';
      }
      """;

  /** Opens a page. Returns what can be read of it or changed in it. */
  private static final String OPENED =
      """
      async (url) => {
        const opened = open(url);
        for (let looks = 0; looks < 750 && !opened.closed; looks++) {
          await new Promise((resolve) => { setTimeout(resolve, 20); });
        }
        return opened.closed ? '' : 'still in our hands';
      }
      """;

  @Test
  void request_with_dns_rebinding_host_is_refused() {
    try (Visitor erin = owner("erin").amongStrangers()) {
      Page rebound = erin.newTab();
      rebound.navigate("http://rebound.test:" + port() + "/");

      erin.turnTo(rebound).reads("Open this page at the address");
      assertThat(
              rebound.evaluate(
                  """
                  async () => {
                    const response = await fetch('/dev/captured-codes', {
                      method: 'POST',
                      headers: { 'Content-Type': 'application/json' },
                      body: '{"username":"erin"}',
                    });
                    return response.status;
                  }
                  """))
          .isEqualTo(403);
    }
  }

  @Test
  void pages_transfer_few_bytes_and_contact_no_other_host() {
    try (Visitor frank = visitor()) {
      AtomicLong bytes = new AtomicLong();
      CDPSession network = frank.page().context().newCDPSession(frank.page());
      network.on(
          "Network.loadingFinished",
          answer -> bytes.addAndGet(answer.get("encodedDataLength").getAsLong()));
      network.send("Network.enable");

      frank.open("/").isAt("Sign in").follow("Forgot your password?");
      frank.isAt("Forgot your password?").follow("Create an account");
      frank
          .isAt("Create an account")
          .signsUp("frank")
          .signsIn("frank", PASSWORD)
          .isAt("My account")
          .press("Set up an app")
          .reads("Scan this QR code with the app");
      frank.page().waitForLoadState(LoadState.NETWORKIDLE);

      System.out.println("All pages together: " + bytes + " bytes transferred");
      assertThat(bytes.get()).isBetween(LEAST_BYTES, MOST_BYTES);
    }
  }
}
