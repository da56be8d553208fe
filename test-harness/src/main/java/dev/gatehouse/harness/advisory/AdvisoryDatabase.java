package dev.gatehouse.harness.advisory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.eclipse.aether.util.version.GenericVersionScheme;
import org.eclipse.aether.version.InvalidVersionSpecificationException;
import org.eclipse.aether.version.Version;

/**
 * Published vulnerabilities in the format of <a href="https://ossf.github.io/osv-schema/">OSV</a>:
 * one JSON file for each. Only those of Maven artifacts count.
 */
public final class AdvisoryDatabase {
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final GenericVersionScheme VERSIONS = new GenericVersionScheme();

  private final List<JsonNode> advisories = new ArrayList<>();

  private AdvisoryDatabase() {}

  /**
   * A vulnerability of a library that is in use.
   *
   * @param advisory the id and the summary
   */
  public record Finding(Library library, String advisory) {}

  /**
   * Reads a database.
   *
   * @param source a folder with JSON files, a zip file with them, or the URL of one
   * @throws IOException if it cannot be read, or contains no advisory
   */
  public static AdvisoryDatabase open(String source) throws IOException {
    AdvisoryDatabase database = new AdvisoryDatabase();
    if (isUrl(source)) {
      try (InputStream zip = download(URI.create(source))) {
        database.readZip(zip);
      }
    } else if (Files.isDirectory(Path.of(source))) {
      database.readFolder(Path.of(source));
    } else {
      try (InputStream zip = Files.newInputStream(Path.of(source))) {
        database.readZip(zip);
      }
    }
    if (database.advisories.isEmpty()) {
      throw new IOException(source + " contains no advisory");
    }
    return database;
  }

  /** Returns whether a source is a URL, which may be out of reach. */
  public static boolean isUrl(String source) {
    return source.startsWith("https://") || source.startsWith("http://");
  }

  private static InputStream download(URI url) throws IOException {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(ANSWERS_WITHIN).build()) {
      HttpResponse<byte[]> response =
          client.send(
              HttpRequest.newBuilder(url).timeout(ANSWERS_WITHIN).build(),
              HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw new IOException(url + " answers " + response.statusCode());
      }
      return new ByteArrayInputStream(response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for " + url);
    }
  }

  private void readFolder(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> tree = Files.walk(folder)) {
      files = tree.filter(file -> file.toString().endsWith(".json")).toList();
    }
    for (Path file : files) {
      advisories.add(JSON.readTree(Files.readAllBytes(file)));
    }
  }

  private void readZip(InputStream stream) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(stream)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().endsWith(".json")) {
          advisories.add(JSON.readTree(zip.readAllBytes()));
        }
      }
    }
  }

  /** Returns the number of advisories. */
  public int size() {
    return advisories.size();
  }

  /** Returns when the newest advisory was written or changed: the age of the database. */
  public Instant newest() {
    return advisories.stream()
        .map(advisory -> Instant.parse(advisory.path("modified").asText()))
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** Returns the vulnerabilities of these libraries, without withdrawn ones. */
  public List<Finding> find(List<Library> libraries) {
    List<Finding> findings = new ArrayList<>();
    for (JsonNode advisory : advisories) {
      if (!advisory.hasNonNull("withdrawn")) {
        for (Library library : libraries) {
          if (isAffected(advisory, library)) {
            findings.add(
                new Finding(
                    library,
                    advisory.path("id").asText() + " " + advisory.path("summary").asText()));
          }
        }
      }
    }
    return findings;
  }

  private static boolean isAffected(JsonNode advisory, Library library) {
    for (JsonNode affected : advisory.path("affected")) {
      JsonNode artifact = affected.path("package");
      if (artifact.path("ecosystem").asText().equals("Maven")
          && artifact.path("name").asText().equals(library.name())
          && (isListed(affected.path("versions"), library.version())
              || isInRange(affected.path("ranges"), version(library.version())))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isListed(JsonNode versions, String version) {
    for (JsonNode listed : versions) {
      if (listed.asText().equals(version)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isInRange(JsonNode ranges, Version version) {
    for (JsonNode range : ranges) {
      if (range.path("type").asText().equals("ECOSYSTEM") && isBetween(range, version)) {
        return true;
      }
    }
    return false;
  }

  /** Each event changes whether the versions from then on are affected. */
  private static boolean isBetween(JsonNode range, Version version) {
    List<Event> events = new ArrayList<>();
    for (JsonNode event : range.path("events")) {
      event
          .properties()
          .forEach(it -> events.add(new Event(it.getKey(), version(it.getValue().asText()))));
    }
    events.sort(Comparator.comparing(Event::version));
    boolean affected = false;
    for (Event event : events) {
      int compared = version.compareTo(event.version());
      affected =
          switch (event.kind()) {
            case "introduced" -> affected || compared >= 0;
            case "fixed" -> affected && compared < 0;
            case "last_affected" -> affected && compared <= 0;
            default -> affected;
          };
    }
    return affected;
  }

  private record Event(String kind, Version version) {}

  private static Version version(String text) {
    try {
      return VERSIONS.parseVersion(text);
    } catch (InvalidVersionSpecificationException e) {
      throw new IllegalStateException("every text is a version", e);
    }
  }
}
