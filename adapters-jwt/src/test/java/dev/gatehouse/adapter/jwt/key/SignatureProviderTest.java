package dev.gatehouse.adapter.jwt.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.jwt.VerifyingProgram;
import dev.gatehouse.harness.emulator.Execution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs in separate JVMs, because a native library is loaded at most once per JVM. */
final class SignatureProviderTest {
  private static final String FALLBACK =
      "Amazon Corretto Crypto Provider does not work here, the JDK verifies signatures";

  @TempDir private Path folder;

  @Test
  void jdk_replaces_failed_native_library_with_one_warning() throws IOException {
    Path noFolder = Files.createFile(folder.resolve("file"));

    Execution execution = execution(noFolder);

    assertThat(execution.errors()).containsOnlyOnce(FALLBACK);
    assertThat(execution.output().strip()).isEqualTo("SunRsaSign: 3 of 3");
    assertThat(execution.exitCode()).isZero();
  }

  @Test
  void native_library_leaves_temporary_folder_empty() throws IOException {
    Execution execution = execution(folder);

    assertThat(execution.errors()).doesNotContain(FALLBACK);
    assertThat(execution.output().strip()).isEqualTo("AmazonCorrettoCryptoProvider: 3 of 3");
    assertThat(folder).isEmptyDirectory();
  }

  private static Execution execution(Path temporaryFolder) throws IOException {
    return Execution.of(
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir=" + temporaryFolder,
                "-cp",
                System.getProperty("java.class.path"),
                VerifyingProgram.class.getName())),
        Duration.ofMinutes(1));
  }
}
