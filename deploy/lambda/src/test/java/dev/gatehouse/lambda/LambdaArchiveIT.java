package dev.gatehouse.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What is in the archive. */
final class LambdaArchiveIT {
  /** A larger archive cannot be uploaded directly. */
  private static final long MAX_BYTES = 50 * 1000 * 1000;

  private static List<? extends ZipEntry> entries() throws IOException {
    try (ZipFile archive = new ZipFile(Archive.FILE.toFile())) {
      return archive.stream().toList();
    }
  }

  @Test
  void archive_is_small_enough_for_a_direct_upload() throws IOException {
    assertThat(Files.size(Archive.FILE)).isLessThan(MAX_BYTES);
    System.out.printf("the archive has %,d bytes%n", Files.size(Archive.FILE));
  }

  @Test
  void archive_has_no_server_and_no_runtime_client() throws IOException {
    assertThat(entries())
        .extracting(ZipEntry::getName)
        .anyMatch(name -> name.matches("lib/gatehouse-adapters-lambda-.*\\.jar"))
        .noneMatch(
            name ->
                name.matches(
                    ".*(javalin|jetty-(server|io|ee)|servlet|kotlin|micrometer|prometheus|picocli"
                        + "|runtime-interface|junit|harness).*"));
  }

  @Test
  void archive_does_not_depend_on_the_time_and_the_place_of_the_build() throws IOException {
    assertThat(entries().stream().map(ZipEntry::getTimeLocal).distinct()).hasSize(1);
    assertThat(entries().stream().map(ZipEntry::getName).skip(2)).isSorted();
  }
}
