package dev.gatehouse.harness.advisory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AdvisoryDatabaseTest {
  private static final String RANGES =
      """
      {"id": "GHSA-1", "summary": "Reads too much", "modified": "2026-11-20T12:00:00Z",
       "affected": [
         {"package": {"ecosystem": "npm", "name": "org.example:parser"},
          "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}]},
         {"package": {"ecosystem": "Maven", "name": "org.example:parser"},
          "versions": ["1.0.0-beta", "9.9"],
          "ranges": [
            {"type": "ECOSYSTEM", "events": [{"introduced": "2.0"}, {"fixed": "2.10.1"}]},
            {"type": "ECOSYSTEM", "events": [{"last_affected": "3.4"}, {"introduced": "3.0"}]},
            {"type": "GIT", "events": [{"introduced": "0"}]}]}]}
      """;
  private static final String WITHDRAWN =
      """
      {"id": "GHSA-2", "modified": "2026-10-01T00:00:00Z", "withdrawn": "2026-10-01T00:00:00Z",
       "affected": [{"package": {"ecosystem": "Maven", "name": "org.example:parser"},
         "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}]}]}
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "1.9.9, false",
    "2.0, true",
    "2.9, true",
    "2.10.0, true",
    "2.10.1-rc1, true",
    "2.10.1, false",
    "3.0.0, true",
    "3.4, true",
    "3.4.1, false",
    "1.0.0-beta, true",
    "1.0.0, false",
    "9.9, true"
  })
  void version_is_affected_if_it_is_listed_or_in_a_range(String version, boolean affected)
      throws IOException {
    Files.writeString(folder.resolve("GHSA-1.json"), RANGES);
    Files.writeString(folder.resolve("GHSA-2.json"), WITHDRAWN);
    Library parser = new Library("org.example:parser", version);

    AdvisoryDatabase database = AdvisoryDatabase.open(folder.toString());

    assertThat(database.size()).isEqualTo(2);
    assertThat(database.newest()).isEqualTo(Instant.parse("2026-11-20T12:00:00Z"));
    assertThat(database.find(List.of(parser, new Library("org.example:other", version))))
        .isEqualTo(
            affected
                ? List.of(new AdvisoryDatabase.Finding(parser, "GHSA-1 Reads too much"))
                : List.of());
  }

  @Test
  void database_can_be_a_zip_file_or_the_url_of_one() throws IOException {
    Path zip = zip();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/all.zip",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, Files.size(zip));
            Files.copy(zip, exchange.getResponseBody());
          }
        });
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    try {
      for (String source : List.of(zip.toString(), url + "/all.zip")) {
        assertThat(AdvisoryDatabase.open(source).size()).as(source).isEqualTo(2);
      }
      assertThatIOException()
          .isThrownBy(() -> AdvisoryDatabase.open(url + "/missing"))
          .withMessageContaining("404");
    } finally {
      server.stop(0);
    }
  }

  /** Otherwise an empty folder or an error page would look like a good result. */
  @Test
  void database_without_an_advisory_is_refused() throws IOException {
    Path page = Files.writeString(folder.resolve("page"), "<html></html>");

    for (Path source : List.of(folder, page, folder.resolve("missing"))) {
      assertThatIOException().isThrownBy(() -> AdvisoryDatabase.open(source.toString()));
    }
  }

  @Test
  void libraries_come_from_the_class_path() {
    Path repository = folder.resolve("repository");
    String jar =
        repository.resolve("org/example/tools/parser/1.0-rc1/parser-1.0-rc1-linux.jar").toString();

    assertThat(
            Library.of(
                String.join(File.pathSeparator, "target/classes", jar, jar, "other.jar"),
                repository))
        .containsExactly(new Library("org.example.tools:parser", "1.0-rc1"));
  }

  private Path zip() throws IOException {
    Path zip = folder.resolve("all.zip");
    try (ZipOutputStream stream = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (String advisory : List.of(RANGES, WITHDRAWN)) {
        stream.putNextEntry(new ZipEntry(advisory.hashCode() + ".json"));
        stream.write(advisory.getBytes(StandardCharsets.UTF_8));
      }
    }
    return zip;
  }
}
