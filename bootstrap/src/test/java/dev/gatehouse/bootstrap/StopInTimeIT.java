package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Tests that the packaged jar stops in time, whatever hangs. */
@Tag("slow")
@Isolated
final class StopInTimeIT {
  private static final Duration GRACE = Duration.ofSeconds(1);
  private static final Map<String, String> SETTINGS =
      Map.of("SHUTDOWN_GRACE_SECONDS", Long.toString(GRACE.toSeconds()));

  @TempDir private Path folder;

  @Test
  void hanging_endpoint_and_hanging_close_do_not_delay_the_end() throws IOException {
    try (GatehouseProcess gatehouse =
            GatehouseProcess.serve(folder, SETTINGS, "serve", "--features", jar().toString());
        Socket client = new Socket(InetAddress.getLoopbackAddress(), gatehouse.port())) {
      client
          .getOutputStream()
          .write("GET /hang HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      while (!gatehouse.output().contains("hanging")) {
        assertThat(gatehouse.exitsWithin(Duration.ofMillis(10))).isFalse();
      }
      gatehouse.terminate();

      assertThat(gatehouse.exitsWithin(GRACE.plusSeconds(2))).as(gatehouse.output()).isTrue();
      assertThat(gatehouse.exitCode()).isEqualTo(1);
      assertThat(gatehouse.output())
          .contains("The stop took PT2S, so the process is ended", "HangingFeature.close");
    }
  }

  @Test
  void unread_response_and_unfinished_request_do_not_delay_the_end() throws IOException {
    try (GatehouseProcess gatehouse = GatehouseProcess.serve(folder, SETTINGS);
        Socket reader = new Socket(InetAddress.getLoopbackAddress(), gatehouse.port());
        Socket writer = new Socket(InetAddress.getLoopbackAddress(), gatehouse.port())) {
      reader
          .getOutputStream()
          .write(
              "GET /docs/swagger-ui-bundle.js HTTP/1.1\r\nHost: a\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(reader.getInputStream().read()).isEqualTo('H');
      writer
          .getOutputStream()
          .write("POST /login HTTP/1.1\r\nHost: ".getBytes(StandardCharsets.US_ASCII));
      gatehouse.terminate();

      assertThat(gatehouse.exitsWithin(GRACE.plusSeconds(2))).as(gatehouse.output()).isTrue();
      assertThat(gatehouse.exitCode()).isEqualTo(143);
    }
  }

  private Path jar() throws IOException {
    return FeatureJar.of(folder, List.of(HangingFeature.class), List.of());
  }
}
