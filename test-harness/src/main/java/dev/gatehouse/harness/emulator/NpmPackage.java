package dev.gatehouse.harness.emulator;

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
 * A package from npm in a folder, as {@code package-lock.json} pins it.
 *
 * <p>All test JVMs of a build share one folder; the first to need it installs, the others wait.
 * Tests that need one are marked with {@code @RequiresTool(Tool.NODE)}.
 */
public final class NpmPackage {
  private static final Duration INSTALLED_WITHIN = Duration.ofMinutes(5);

  private final Class<?> owner;
  private final String name;
  private final Path folder;
  private final String npm;

  /**
   * Keeps a package in a folder.
   *
   * @param npm the program that installs it
   */
  NpmPackage(Class<?> owner, String name, Path folder, String npm) {
    this.owner = owner;
    this.name = name;
    this.folder = folder;
    this.npm = npm;
  }

  /**
   * In the build folder of the owner's module, to be cleaned with it.
   *
   * @param owner a class beside whose package's resources a folder of the package's name holds
   *     {@code package.json} and {@code package-lock.json}
   * @param name the package's name
   */
  public static NpmPackage ofThisBuild(Class<?> owner, String name) {
    CodeSource source = owner.getProtectionDomain().getCodeSource();
    Path build = Path.of(URI.create(source.getLocation().toString())).getParent();
    // A class from a repository has no build folder; the module that uses it has one.
    if (build == null || !build.endsWith("target")) {
      build = Path.of("target").toAbsolutePath();
    }
    return new NpmPackage(owner, name, build.resolve(name), "npm");
  }

  /**
   * The folder {@code node_modules} that holds the package; installs it where it is not, or in
   * another version.
   *
   * @throws IOException if it can't be installed
   */
  public Path modules() throws IOException {
    // A file lock keeps other JVMs out, but not other threads of this one.
    synchronized (NpmPackage.class) {
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
    return folder.resolve("node_modules");
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

  private String resource(String file) throws IOException {
    try (InputStream resource = owner.getResourceAsStream(name + "/" + file)) {
      if (resource == null) {
        throw new IOException(name + "/" + file + " is not beside " + owner);
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
