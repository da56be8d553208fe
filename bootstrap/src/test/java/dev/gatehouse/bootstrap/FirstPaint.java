package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.harness.emulator.RequiresTool;
import dev.gatehouse.harness.emulator.Tool;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures the time from the navigation to the first paint of each page, with an empty cache:
 * {@code benchmarks/run.sh first-paint}. The icon alone is the minimum to compare with. For the
 * account page, it also measures when the account is visible, which needs the session and the
 * profile.
 */
@RequiresTool({Tool.CHROMIUM, Tool.NODE})
final class FirstPaint {
  private static final int ROUNDS = 15;
  private static final String OWNER = "alice";

  @TempDir private Path folder;

  @Test
  void first_paint_of_each_page_is_measured() {
    try (GatehouseProcess gatehouse = GatehouseProcess.serve(folder, GatehouseProcess.UNLIMITED);
        Browser browser = new Browser()) {
      int port = gatehouse.port();
      try (Visitor owner = browser.visitor(Width.DESKTOP, port)) {
        owner.signsUp(OWNER).signsIn(OWNER, Visitor.PASSWORD).isAt("My account");
      }
      double least =
          median(
              "first paint of /pages/icon.svg",
              () -> seen(browser, port, "/pages/icon.svg", PAINTED));
      for (String page : List.of("/", "/sign-up", "/forgot-password", "/account")) {
        double median = median("first paint of " + page, () -> seen(browser, port, page, PAINTED));
        System.out.printf("ratio, %s to the icon alone: %.2f%n", page, median / least);
      }
      median("the account stands there", () -> seen(browser, port, "/account", SHOWN));
    }
  }

  private static double median(String what, DoubleSupplier seen) {
    double[] millis = DoubleStream.generate(seen).limit(ROUNDS).sorted().toArray();
    System.out.printf(
        "%-32s median of %d: %4.0f ms (%.0f to %.0f)%n",
        what + ",", ROUNDS, millis[ROUNDS / 2], millis[0], millis[ROUNDS - 1]);
    return millis[ROUNDS / 2];
  }

  private static double seen(Browser browser, int port, String page, String script) {
    // For an icon, browsers request the icon of its site, which does not exist at the default path.
    try (Visitor visitor = browser.visitor(Width.DESKTOP, port).amongStrangers()) {
      if (page.equals("/account")) {
        visitor.comesWithSession(OWNER);
      }
      visitor.page().addInitScript(WATCHED);
      Object millis = visitor.open(page).page().evaluate(script);
      assertThat(millis).isInstanceOf(Number.class);
      return ((Number) millis).doubleValue();
    }
  }

  private static final String PAINTED =
      """
      () => new Promise((resolve) => {
        new PerformanceObserver((list) => {
          resolve(list.getEntriesByName('first-paint')[0].startTime);
        }).observe({ type: 'paint', buffered: true });
      })
      """;

  /** Records the frame in which the account becomes visible. */
  private static final String WATCHED =
      """
      window.shown = new Promise((resolve) => {
        new MutationObserver(() => {
          if (document.getElementById('account')?.hidden === false) {
            requestAnimationFrame(resolve);
          }
        }).observe(document, { subtree: true, attributes: true });
      });
      """;

  private static final String SHOWN = "() => window.shown";
}
