package dev.gatehouse.adapter.jwt.key;

import static dev.gatehouse.adapter.jwt.KeyServer.answers;
import static dev.gatehouse.adapter.jwt.KeyServer.hangsAfter;
import static dev.gatehouse.adapter.jwt.KeyServer.serves;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.adapter.jwt.KeyServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the messages of failed fetches. {@link KeySetFaultsTest} tests other failures. */
final class HttpKeySetSourceTest {
  private static final String DOCUMENT = "{\"keys\":[]}";

  @AutoClose private final KeyServer server = new KeyServer(serves(DOCUMENT));
  private final KeySetSource source = KeySetSource.at(server.url());

  @Test
  void document_is_fetched() throws IOException {
    assertThat(source.fetch()).isEqualTo(DOCUMENT);
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 302, 403, 404, 500, 503})
  void response_other_than_200_is_refused(int status) {
    server.does(answers(status + " Other", status == 204 ? "" : DOCUMENT));

    assertThatIOException()
        .isThrownBy(source::fetch)
        .withMessageContainingAll(server.url().toString(), Integer.toString(status));
  }

  @Test
  void document_over_256_kib_is_refused() throws IOException {
    server.does(serves(" ".repeat(256 * 1024)));
    assertThat(source.fetch()).hasSize(256 * 1024);

    server.does(serves(" ".repeat(256 * 1024 + 1)));
    assertThatIOException().isThrownBy(source::fetch);
  }

  @Test
  void body_that_does_not_end_causes_time_out() {
    Duration timeout = Duration.ofMillis(200);
    server.does(hangsAfter("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"));

    assertThatIOException()
        .isThrownBy(new HttpKeySetSource(server.url(), timeout, timeout)::fetch)
        .withMessageContaining("did not answer within " + timeout);
  }

  @Test
  void connection_error_contains_the_url() {
    server.goesDown();

    assertThatIOException()
        .isThrownBy(source::fetch)
        .withMessageContaining(server.url().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://127.0.0.1/keys", "file:///keys", "keys", "http:///keys"})
  void invalid_http_url_is_refused_at_creation(String url) {
    assertThatIllegalArgumentException().isThrownBy(() -> KeySetSource.at(URI.create(url)));
  }
}
