package dev.gatehouse.harness.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests the scripts of a release in a repository whose build writes two small files. They need
 * bash, git and ssh-keygen.
 */
@Tag("slow")
class ReleaseScriptsTest {
  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
  private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);
  private static final String URL = "https://git.example.com/gatehouse";

  private final Path folder;
  private final Path clone;
  private final Path release;

  ReleaseScriptsTest(@TempDir Path folder) {
    this.folder = folder;
    this.clone = folder.resolve("clone");
    this.release = folder.resolve("release");
  }

  @BeforeEach
  void createRepository() throws IOException {
    Files.createDirectories(clone.resolve("scripts"));
    for (String script : List.of("common.sh", "pin-images.sh", "release-archive.sh")) {
      Files.copy(REPOSITORY.resolve("scripts/" + script), clone.resolve("scripts/" + script));
    }
    Files.copy(REPOSITORY.resolve("Dockerfile"), clone.resolve("Dockerfile"));
    program(
        clone.resolve("mvnw"),
        """
        mkdir -p dist/target && cd dist/target
        echo archive >gatehouse-1.tar.gz
        echo '{}' >gatehouse-1.bom.json
        sha256sum gatehouse-1.* >SHA256SUMS
        """);
    registry("printf " + DIGEST);
    succeed("git", "init", "-q");
    succeed("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "../key");
  }

  /** Simulates the registry of the images: the program that asks it. */
  private void registry(String answer) throws IOException {
    program(Files.createDirectories(folder.resolve("bin")).resolve("docker"), answer);
  }

  private static void program(Path file, String script) throws IOException {
    Files.writeString(file, "#!/usr/bin/env bash\nset -e\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void images_are_pinned_to_the_digest_of_the_registry() throws IOException {
    succeed("scripts/pin-images.sh");

    assertThat(Files.readAllLines(clone.resolve("Dockerfile")))
        .filteredOn(line -> line.startsWith("FROM "))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains("@" + DIGEST))
        .anySatisfy(line -> assertThat(line).endsWith(" AS build"));
    succeed("scripts/pin-images.sh", "--check");
  }

  @Test
  void image_without_a_digest_is_refused() throws IOException {
    String before = Files.readString(clone.resolve("Dockerfile")).replaceAll("@sha256:\\w+", "");
    Files.writeString(clone.resolve("Dockerfile"), before);

    assertThat(run("scripts/pin-images.sh", "--check").exitCode()).isEqualTo(1);
    commit();
    Execution refused = run("scripts/release-archive.sh", "../key", URL, "../release");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.errors()).contains("has no digest").hasLineCount(1);
    assertThat(release).doesNotExist();
    for (String answer : List.of("exit 1", "echo unknown")) {
      registry(answer);
      assertThat(run("scripts/pin-images.sh").exitCode()).as(answer).isEqualTo(1);
    }

    assertThat(clone.resolve("Dockerfile")).hasContent(before);
  }

  @Test
  void signed_release_is_verified_and_a_changed_byte_is_refused() throws IOException {
    succeed("scripts/pin-images.sh");
    String commit = commit();

    succeed("scripts/release-archive.sh", "../key", URL, "../release");

    String key = Files.readString(folder.resolve("key.pub"));
    Files.writeString(folder.resolve("signers"), "gatehouse-release " + key);
    assertThat(verify().exitCode()).isZero();
    assertThat(release.resolve("gatehouse.provenance.json"))
        .content()
        .contains(
            "\"https://in-toto.io/Statement/v1\"",
            "\"https://slsa.dev/provenance/v1\"",
            "\"gitCommit\": \"" + commit + "\"",
            "\"name\": \"gatehouse-1.tar.gz\"",
            "\"name\": \"gatehouse-1.bom.json\"");

    for (String name :
        List.of(
            "gatehouse-1.tar.gz",
            "gatehouse-1.bom.json",
            "gatehouse.provenance.json",
            "SHA256SUMS",
            "SHA256SUMS.sig")) {
      Path file = release.resolve(name);
      byte[] bytes = Files.readAllBytes(file);
      byte[] changed = bytes.clone();
      changed[bytes.length / 2] ^= 1;
      Files.write(file, changed);
      assertThat(verify().exitCode()).as(name).isNotZero();
      Files.write(file, bytes);
    }
    assertThat(verify().exitCode()).isZero();

    succeed("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "../other");
    String other = Files.readString(folder.resolve("other.pub"));
    Files.writeString(folder.resolve("signers"), "gatehouse-release " + other);
    assertThat(verify().exitCode()).isNotZero();
  }

  @Test
  void url_that_may_contain_a_password_is_refused() throws IOException {
    Execution refused =
        run(
            "scripts/release-archive.sh",
            "../key",
            "https://me:secret@example.com/x",
            "../release");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.errors()).hasLineCount(1).doesNotContain("secret");
  }

  /** Verifies as CONTRIBUTING.md says. */
  private Execution verify() throws IOException {
    return run(
        "bash",
        "-c",
        """
        cd ../release && ssh-keygen -Y verify -f ../signers -I gatehouse-release \
          -n gatehouse-release -s SHA256SUMS.sig <SHA256SUMS && sha256sum --check SHA256SUMS
        """);
  }

  private String commit() throws IOException {
    succeed("git", "add", "--all");
    succeed("git", "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "x");
    return succeed("git", "rev-parse", "HEAD").output().strip();
  }

  private Execution succeed(String... command) throws IOException {
    Execution execution = run(command);
    assertThat(execution.exitCode()).as("%s", execution).isZero();
    return execution;
  }

  private Execution run(String... command) throws IOException {
    ProcessBuilder program = new ProcessBuilder(command).directory(clone.toFile());
    program.environment().merge("PATH", folder.resolve("bin") + ":", (path, bin) -> bin + path);
    return Execution.of(program, Duration.ofSeconds(60));
  }
}
