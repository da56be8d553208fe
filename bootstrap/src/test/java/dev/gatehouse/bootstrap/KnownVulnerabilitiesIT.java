package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.gatehouse.harness.advisory.AdvisoryDatabase;
import dev.gatehouse.harness.advisory.Library;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Compares the libraries of the server and of its tests with published vulnerabilities. */
@Tag("slow")
final class KnownVulnerabilitiesIT {
  /** The source of the property {@code advisories}; see CONTRIBUTING.md. */
  private static final String SOURCE = System.getProperty("advisories", "");

  @Test
  void no_library_has_a_known_vulnerability() throws IOException {
    List<Library> libraries =
        Library.of(
            System.getProperty("java.class.path", ""),
            Path.of(System.getProperty("local.repository", "")));
    assertThat(libraries).extracting(Library::name).contains("com.nimbusds:nimbus-jose-jwt");

    AdvisoryDatabase database = database();

    System.out.printf(
        "Known vulnerabilities: %d libraries compared with %d advisories, the newest of %s%n",
        libraries.size(), database.size(), database.newest());
    assertThat(database.find(libraries)).isEmpty();
  }

  /** A machine without a network builds, too. A file that was asked for must be there. */
  private static AdvisoryDatabase database() throws IOException {
    try {
      return AdvisoryDatabase.open(SOURCE);
    } catch (IOException e) {
      if (!AdvisoryDatabase.isUrl(SOURCE)) {
        throw e;
      }
      String line =
          "Known vulnerabilities were not checked: no advisories at %s (%s)".formatted(SOURCE, e);
      System.out.println(line);
      return abort(line);
    }
  }
}
