package dev.gatehouse.adapter.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class MinimumDataRateTest {
  private static final String REQUEST = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String UPLOAD =
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 40000\r\n\r\n";
  private static final int MAX_CONNECTIONS = 8;

  @AutoClose private final SlowPeersServer server = new SlowPeersServer(MAX_CONNECTIONS, _ -> true);

  private final long begin = System.nanoTime();

  private void checkAfter(Duration time) {
    server.checkAt(begin + time.toNanos());
  }

  @Test
  void headers_that_arrive_byte_by_byte_close_the_connection() throws IOException {
    RawClient client = server.connect("127.0.0.1");
    client.send("G");
    server.awaitReceived(1);
    checkAfter(Duration.ZERO);
    client.send("E");
    server.awaitReceived(2);
    checkAfter(MinimumDataRate.TIME);

    assertThat(client.isClosed()).isTrue();
  }

  @Test
  void headers_of_a_later_request_have_the_same_time() throws IOException {
    RawClient client = server.connect("127.0.0.1");
    client.send(REQUEST);
    assertThat(client.status()).isEqualTo(200);
    server.awaitReceived(REQUEST.length());
    checkAfter(Duration.ZERO);
    client.send("G");
    server.awaitReceived(REQUEST.length() + 1);
    checkAfter(MinimumDataRate.TIME.dividedBy(2));
    checkAfter(MinimumDataRate.TIME);

    assertThat(client.isClosed()).isTrue();
  }

  @Test
  void body_that_does_not_arrive_closes_the_connection() throws IOException {
    RawClient client = server.connect("127.0.0.1");
    client.send(UPLOAD);
    server.awaitReceived(UPLOAD.length());
    checkAfter(Duration.ZERO);
    checkAfter(MinimumDataRate.TIME);

    assertThat(client.isClosed()).isTrue();
  }

  @Test
  void body_below_the_minimum_rate_closes_the_connection() throws IOException {
    RawClient client = server.connect("127.0.0.1");
    client.send(UPLOAD);
    server.awaitReceived(UPLOAD.length());
    checkAfter(Duration.ZERO);
    String part = "x".repeat(MinimumDataRate.MIN_BYTES - 1);
    client.send(part);
    server.awaitReceived(UPLOAD.length() + part.length());
    checkAfter(MinimumDataRate.TIME);

    assertThat(client.isClosed()).isTrue();
  }

  @Test
  void body_at_the_minimum_rate_is_read_to_its_end() throws IOException {
    RawClient client = server.connect("127.0.0.1");
    client.send(UPLOAD);
    server.awaitReceived(UPLOAD.length());
    checkAfter(Duration.ZERO);
    for (int i = 1; i <= 4; i++) {
      client.send("x".repeat(10_000));
      if (i < 4) {
        server.awaitReceived(UPLOAD.length() + i * 10_000);
        checkAfter(MinimumDataRate.TIME.multipliedBy(i).dividedBy(2));
      }
    }

    assertThat(client.status()).isEqualTo(200);
  }

  @Test
  void response_that_is_not_read_closes_the_connection() throws IOException {
    RawClient client = server.connect("127.0.0.1");
    client.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
    server.awaitBlockedWrite();
    checkAfter(Duration.ZERO);
    checkAfter(MinimumDataRate.TIME);

    assertThat(client.read(SlowPeersServer.LARGE)).isLessThan(SlowPeersServer.LARGE);
  }

  @Test
  void idle_connection_stays_open() throws IOException {
    RawClient client = server.connect("127.0.0.1");
    client.send(REQUEST);
    assertThat(client.status()).isEqualTo(200);
    server.awaitReceived(REQUEST.length());
    checkAfter(Duration.ZERO);
    checkAfter(MinimumDataRate.TIME.multipliedBy(2));

    client.send(REQUEST);
    assertThat(client.status()).isEqualTo(200);
  }

  @Test
  void request_that_waits_for_the_provider_has_no_limit() throws Exception {
    RawClient client = server.connect("127.0.0.1");
    client.send("GET /provider HTTP/1.1\r\nHost: a\r\n\r\n");
    server.awaitAsked();
    checkAfter(Duration.ZERO);
    checkAfter(MinimumDataRate.TIME.multipliedBy(10));
    server.letProviderAnswer();

    assertThat(client.status()).isEqualTo(200);
  }

  @Test
  void idle_connections_are_closed_soon_if_most_connections_are_open() throws Exception {
    RawClient busy = server.connect("127.0.0.1");
    busy.send("GET /provider HTTP/1.1\r\nHost: a\r\n\r\n");
    server.awaitAsked();
    RawClient[] idle = new RawClient[MAX_CONNECTIONS - 1];
    for (int i = 0; i < idle.length; i++) {
      idle[i] = server.connect("127.0.0.1");
    }
    server.awaitConnections(MAX_CONNECTIONS);
    checkAfter(Duration.ZERO);
    checkAfter(MinimumDataRate.TIME_IF_CROWDED);

    for (RawClient client : idle) {
      assertThat(client.isClosed()).isTrue();
    }
    server.letProviderAnswer();
    assertThat(busy.status()).isEqualTo(200);
  }
}
