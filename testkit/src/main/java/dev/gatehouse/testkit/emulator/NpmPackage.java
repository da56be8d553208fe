package dev.gatehouse.testkit.emulator;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.CodeSource;
import java.time.Duration;

/**
 * The emulator's files in a folder, as {@code package-lock.json} pins them.
 *
 * <p>All test JVMs of a build share one folder; the first to need it installs, the others wait.
 */
final class EmulatorPackage {
  private static final Duration INSTALLED_WITHIN = Duration.ofMinutes(5);

  private final Path folder;
  private final String npm;

  /**
   * Keeps the package in a folder.
   *
   * @param npm the program that installs it
   */
  EmulatorPackage(Path folder, String npm) {
    this.folder = folder;
    this.npm = npm;
  }

  /** In the build folder of this class's own module, to be cleaned with it. */
  static EmulatorPackage ofThisBuild() {
    CodeSource source = EmulatorPackage.class.getProtectionDomain().getCodeSource();
    Path build = Path.of(URI.create(source.getLocation().toString())).getParent();
    // A testkit from a repository has no build folder; the module that uses it has one.
    if (build == null || !build.endsWith("target")) {
      build = Path.of("target").toAbsolutePath();
    }
    return new EmulatorPackage(build.resolve("cognito-local"), "npm");
  }

  /** The program that Node.js runs; installs the package where it is not, or in another version. */
  Path program() throws IOException {
    // A file lock keeps other JVMs out, but not other threads of this one.
    synchronized (EmulatorPackage.class) {
      Files.createDirectories(folder);
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var _ = channel.lock()) {
        if (!isInstalled()) {
          install();
        }
      }
    }
    return folder.resolve("node_modules/cognito-local/lib/bin/start.js");
  }

  private boolean isInstalled() throws IOException {
    Path installed = installed();
    return Files.exists(installed)
        && Files.readString(installed).equals(resource("package-lock.json"));
  }

  /** What is installed: the lock file, written when npm has done its work. */
  private Path installed() {
    return folder.resolve("installed.json");
  }

  private void install() throws IOException {
    Files.deleteIfExists(installed());
    Files.writeString(folder.resolve("package.json"), resource("package.json"));
    String lock = resource("package-lock.json");
    Files.writeString(folder.resolve("package-lock.json"), lock);
    Execution installation =
        Execution.of(
            new ProcessBuilder(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                .directory(folder.toFile()),
            INSTALLED_WITHIN);
    if (installation.exitCode() != 0) {
      throw new IOException(
          "'npm ci' in %s failed:%n%s%s"
              .formatted(folder, installation.output(), installation.errors()));
    }
    Files.writeString(installed(), lock);
  }

  private static String resource(String name) throws IOException {
    try (InputStream resource = EmulatorPackage.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IOException(name + " is not beside " + EmulatorPackage.class);
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
