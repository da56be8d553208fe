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
 * An npm package in a folder, in the version that {@code package-lock.json} pins.
 *
 * <p>All test JVMs of a build share one folder: the first one installs the package, the others
 * wait. Mark tests that need a package with {@code @RequiresTool(Tool.NODE)}.
 */
public final class NpmPackage {
  private static final Duration INSTALLED_WITHIN = Duration.ofMinutes(5);

  private final Class<?> owner;
  private final String name;
  private final Path folder;
  private final String npm;

  /**
   * Creates a package that is kept in the given folder.
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
   * Returns a package in the build folder of the owner's module, so that {@code clean} deletes it.
   *
   * @param owner a class; its Java package has a resource folder with the name of the npm package,
   *     which contains {@code package.json} and {@code package-lock.json}
   * @param name the package's name
   */
  public static NpmPackage ofThisBuild(Class<?> owner, String name) {
    CodeSource source = owner.getProtectionDomain().getCodeSource();
    Path build = Path.of(URI.create(source.getLocation().toString())).getParent();
    // A class in a jar from a repository has no build folder. Use that of the module under test.
    if (build == null || !build.endsWith("target")) {
      build = Path.of("target").toAbsolutePath();
    }
    return new NpmPackage(owner, name, build.resolve(name), "npm");
  }

  /**
   * Returns the folder {@code node_modules} with the package. Installs the package if it is missing
   * or has another version.
   *
   * @throws IOException if it can't be installed
   */
  public Path modules() throws IOException {
    // A file lock excludes other JVMs, but not other threads of this JVM.
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

  /** A copy of the lock file, written after npm has finished. */
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
