package dev.gatehouse.harness.deploy;

import static java.util.stream.Collectors.toUnmodifiableMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.gatehouse.harness.emulator.Execution;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests how features are added to the code for AWS Lambda. */
@Tag("slow")
class LambdaFeaturesTest {
  private static final String[] NEEDED = {
    "bash",
    "dirname",
    "basename",
    "cat",
    "chmod",
    "cp",
    "cut",
    "grep",
    "mkdir",
    "mktemp",
    "openssl",
    "rm",
    "tail"
  };

  private final LambdaProject project;
  private final Path features;

  LambdaFeaturesTest(@TempDir Path folder, @TempDir Path features) throws IOException {
    this.project = new LambdaProject(folder);
    this.features = features;
  }

  @BeforeEach
  void createFeature() throws IOException {
    Files.writeString(features.resolve("guest book.jar"), "feature");
    Files.writeString(features.resolve("notes.txt"), "not a feature");
    project.set("FEATURES", features.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"zip", "jar"})
  void features_are_added_to_a_copy_of_the_code(String program) throws Exception {
    assumeThat(Path.of("/usr/bin", program)).isExecutable();
    byte[] code = Files.readAllBytes(project.zip());

    Execution deployment = project.findOnly(NEEDED).findOnly(program).deploy();

    assertThat(deployment.errors()).isEmpty();
    assertThat(deployment.exitCode()).isZero();
    assertThat(files(project.uploaded()))
        .containsOnly(
            Map.entry("dev/gatehouse/lambda/LambdaHandler.class", "code"),
            Map.entry("lib/guest book.jar", "feature"));
    assertThat(project.zip()).hasBinaryContent(code);
    assertThat(project.temporary()).isEmptyDirectory();
  }

  @Test
  void key_of_the_code_depends_on_the_features() throws Exception {
    assertThat(project.deploy().exitCode()).isZero();
    String first = project.codeKey();
    assertThat(project.deploy().exitCode()).isZero();
    assertThat(project.codeKey()).isEqualTo(first);

    Files.writeString(features.resolve("guest book.jar"), "new feature");
    assertThat(project.deploy().exitCode()).isZero();
    assertThat(project.codeKey()).isNotEqualTo(first);
  }

  @Test
  void missing_feature_or_program_stops_the_deployment() throws Exception {
    Execution programs = project.findOnly(NEEDED).deploy();
    Execution empty = project.deploy("FEATURES=" + project.temporary());

    assertThat(programs.exitCode()).isEqualTo(1);
    assertThat(programs.errors()).contains("FEATURES needs the program 'zip', or 'jar'");
    assertThat(empty.exitCode()).isEqualTo(1);
    assertThat(empty.errors()).contains("there is no jar in this folder");
    assertThat(project.calls()).noneMatch(call -> call.startsWith("s3 cp"));
  }

  /** Returns the contents of all files, by name. */
  private static Map<String, String> files(Path zip) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      return file.stream()
          .filter(entry -> !entry.isDirectory())
          .collect(toUnmodifiableMap(ZipEntry::getName, entry -> content(file, entry)));
    }
  }

  private static String content(ZipFile file, ZipEntry entry) {
    try (InputStream content = file.getInputStream(entry)) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
