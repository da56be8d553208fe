package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testkit.emulator.RequiresTool;
import dev.gatehouse.testkit.emulator.Tool;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures when a browser that knows nothing of the pages first shows something of each, counted
 * from the navigation: {@code benchmarks/run.sh first-paint}. Beside it stands the least that there
 * is to show, the icon alone.
 */
@RequiresTool({Tool.CHROMIUM, Tool.NODE})
final class FirstPaint {
  private static final int ROUNDS = 15;

  @TempDir private Path folder;

  @Test
  void first_paint_of_each_page() {
    try (GatehouseProcess gatehouse = GatehouseProcess.serve(folder, Map.of());
        Browser browser = new Browser()) {
      paint(browser, gatehouse.port(), "/");
      double least = median(browser, gatehouse.port(), "/pages/icon.svg");
      for (String page : List.of("/", "/sign-up", "/forgot-password")) {
        double median = median(browser, gatehouse.port(), page);
        System.out.printf("ratio, %s to the icon alone: %.2f%n", page, median / least);
      }
    }
  }

  private static double median(Browser browser, int port, String page) {
    double[] millis =
        DoubleStream.generate(() -> paint(browser, port, page)).limit(ROUNDS).sorted().toArray();
    System.out.printf(
        "first paint of %-16s median of %d: %4.0f ms (%.0f to %.0f)%n",
        page + ",", ROUNDS, millis[ROUNDS / 2], millis[0], millis[ROUNDS - 1]);
    return millis[ROUNDS / 2];
  }

  private static double paint(Browser browser, int port, String page) {
    // Of an icon browsers want to know its site's icon, which is not where they look.
    try (Visitor visitor = browser.visitor(Width.DESKTOP, port).amongStrangers()) {
      Object millis = visitor.open(page).page().evaluate(PAINTED);
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
}
