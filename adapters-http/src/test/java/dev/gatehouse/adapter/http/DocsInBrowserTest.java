package dev.gatehouse.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.harness.emulator.Execution;
import dev.gatehouse.harness.emulator.RequiresTool;
import dev.gatehouse.harness.emulator.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens the page with the API document in a browser that enforces its content security policy. */
@RequiresTool(Tool.CHROMIUM)
final class DocsInBrowserTest {
  @AutoClose private final ServedApi api = new ServedApi();

  @Test
  void docs_page_shows_operations_without_console_errors(@TempDir Path profile) throws IOException {
    Execution browser =
        Execution.of(
            new ProcessBuilder(
                "chromium",
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--user-data-dir=" + profile,
                "--enable-logging=stderr",
                "--virtual-time-budget=30000",
                "--dump-dom",
                "http://127.0.0.1:" + api.port() + "/docs"),
            Duration.ofMinutes(2));

    assertThat(browser.exitCode()).as(browser.errors()).isZero();
    assertThat(browser.output())
        .contains(
            "operations-login-logIn", "operations-registration-register", "/users/me/mfa/totp");
    assertThat(browser.errors().lines().filter(line -> line.contains("CONSOLE"))).isEmpty();
  }
}
