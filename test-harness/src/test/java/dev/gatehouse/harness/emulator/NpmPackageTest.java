package dev.gatehouse.harness.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpmPackageTest {
  @TempDir private Path folder;
  private Path npm;
  private Path calls;

  @BeforeEach
  void npm_succeeds_by_default() throws IOException {
    npm = folder.resolve("npm");
    calls = folder.resolve("calls");
    npmDoes("exit 0");
  }

  @Test
  void package_is_installed_from_the_lock_file() throws Exception {
    Path modules = emulator().modules();

    assertThat(modules).isEqualTo(target().resolve("node_modules"));
    assertThat(target().resolve("package.json")).content().contains("\"cognito-local\": \"5.3.0\"");
    assertThat(target().resolve("package-lock.json")).content().contains("\"sha512-");
    assertThat(calls).content().startsWith(target() + ": ci ").hasLineCount(1);
  }

  @Test
  void simultaneous_requests_install_the_package_once() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Path>> folders = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        folders.add(threads.submit(() -> emulator().modules()));
      }
      for (Future<Path> modules : folders) {
        modules.get();
      }
    }
    assertThat(calls).content().hasLineCount(1);
  }

  @Test
  void package_is_installed_again_after_a_lock_file_change() throws Exception {
    emulator().modules();
    Files.writeString(target().resolve("installed.json"), "what an older commit pinned");

    emulator().modules();
    emulator().modules();

    assertThat(calls).content().hasLineCount(2);
  }

  @Test
  void failed_installation_is_reported_and_retried() throws Exception {
    npmDoes("echo 'npm error network'; exit 1");
    assertThatIOException()
        .isThrownBy(() -> emulator().modules())
        .withMessageContaining("npm error network");

    npmDoes("exit 0");
    emulator().modules();

    assertThat(calls).content().hasLineCount(2);
  }

  @Test
  void package_without_a_pinned_version_is_not_installed() {
    NpmPackage unknown = new NpmPackage(NpmPackage.class, "unknown", target(), npm.toString());

    assertThatIOException()
        .isThrownBy(unknown::modules)
        .withMessageContaining("unknown/package.json is not beside");
    assertThat(calls).doesNotExist();
  }

  private NpmPackage emulator() {
    return new NpmPackage(NpmPackage.class, "cognito-local", target(), npm.toString());
  }

  private Path target() {
    return folder.resolve("cognito-local");
  }

  private void npmDoes(String ending) throws IOException {
    Files.writeString(npm, "#!/bin/sh\necho \"$PWD: $*\" >> '%s'\n%s\n".formatted(calls, ending));
    Files.setPosixFilePermissions(npm, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
