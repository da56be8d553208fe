package dev.gatehouse.testkit.emulator;

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

class EmulatorPackageTest {
  @TempDir private Path folder;
  private Path npm;
  private Path calls;

  @BeforeEach
  void installs_at_once() throws IOException {
    npm = folder.resolve("npm");
    calls = folder.resolve("calls");
    npmDoes("exit 0");
  }

  @Test
  void is_installed_as_the_lock_file_says() throws Exception {
    Path program = emulator().program();

    assertThat(program).isEqualTo(target().resolve("node_modules/cognito-local/lib/bin/start.js"));
    assertThat(target().resolve("package.json")).content().contains("\"cognito-local\": \"5.3.0\"");
    assertThat(target().resolve("package-lock.json")).content().contains("\"sha512-");
    assertThat(calls).content().startsWith(target() + ": ci ").hasLineCount(1);
  }

  @Test
  void is_installed_once_for_all_who_ask_at_the_same_time() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Path>> programs = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        programs.add(threads.submit(() -> emulator().program()));
      }
      for (Future<Path> program : programs) {
        program.get();
      }
    }
    assertThat(calls).content().hasLineCount(1);
  }

  @Test
  void is_installed_again_when_the_lock_file_has_changed() throws Exception {
    emulator().program();
    Files.writeString(target().resolve("installed.json"), "what an older commit pinned");

    emulator().program();
    emulator().program();

    assertThat(calls).content().hasLineCount(2);
  }

  @Test
  void failed_installation_is_told_and_tried_again() throws Exception {
    npmDoes("echo 'npm error network'; exit 1");
    assertThatIOException()
        .isThrownBy(() -> emulator().program())
        .withMessageContaining("npm error network");

    npmDoes("exit 0");
    emulator().program();

    assertThat(calls).content().hasLineCount(2);
  }

  private EmulatorPackage emulator() {
    return new EmulatorPackage(target(), npm.toString());
  }

  private Path target() {
    return folder.resolve("cognito-local");
  }

  private void npmDoes(String ending) throws IOException {
    Files.writeString(npm, "#!/bin/sh\necho \"$PWD: $*\" >> '%s'\n%s\n".formatted(calls, ending));
    Files.setPosixFilePermissions(npm, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
