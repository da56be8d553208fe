import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Packs Gatehouse with its own Java runtime and an AOT cache for a fast start: {@code java
 * Distribution.java ARCHIVE-SOURCES BOOTSTRAP-TARGET LICENSE BOM TARGET NAME}.
 *
 * <p>{@link Training} creates the cache. Then the archive is unpacked in another folder. The build
 * fails if it does not start there with its cache.
 */
final class Distribution {
  /**
   * The modules that the code needs. The tests of the archive find a missing one. The HTTP client
   * of the AWS SDK needs naming, security.jgss and jdk.net; Caffeine and Jackson need unsupported;
   * Micrometer needs management; TLS needs crypto.ec.
   */
  private static final String MODULES =
      "java.base,java.logging,java.management,java.naming,java.net.http,java.security.jgss,java.sql,"
          + "jdk.crypto.ec,jdk.management,jdk.net,jdk.unsupported";

  private static final long MAX_ARCHIVE_BYTES = 100_000_000;
  private static final Pattern NATIVE = Pattern.compile("\\.(so|dll|dylib|jnilib)$");

  private final Path home;
  private final Path target;

  private Distribution(Path target, String name) {
    this.target = target;
    this.home = target.resolve(name);
  }

  public static void main(String[] args) throws Exception {
    Path target = Path.of(args[4]).toAbsolutePath();
    Distribution distribution = new Distribution(target, args[5]);
    distribution.layOut(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]), Path.of(args[3]));
    distribution.link();
    Training.run(
        distribution.home.resolve("runtime/bin/java"),
        distribution.home.resolve("app"),
        distribution.home.resolve("app/gatehouse.aot"));
    distribution.pack(Path.of(args[3]));
    distribution.check();
  }

  private void layOut(Path sources, Path built, Path license, Path bom) throws IOException {
    Training.delete(home);
    Path app = Files.createDirectories(home.resolve("app"));
    copy(sources, home);
    Files.copy(built.resolve("gatehouse.jar"), app.resolve("gatehouse.jar"));
    Files.copy(built.resolve("java.options"), app.resolve("java.options"));
    copyLibraries(built, app);
    Files.copy(license, home.resolve("LICENSE"));
    Files.copy(bom, home.resolve("bom.json"));
    copy(built.resolve("native"), app.resolve("native"));
  }

  /** Only the jars that the manifest names, because an older build may have left others. */
  private static void copyLibraries(Path built, Path app) throws IOException {
    Files.createDirectory(app.resolve("lib"));
    try (JarFile jar = new JarFile(app.resolve("gatehouse.jar").toFile())) {
      String libraries = jar.getManifest().getMainAttributes().getValue("Class-Path");
      for (String library : libraries.split(" ")) {
        Path copy =
            Files.copy(
                built.resolve(library), app.resolve(library), StandardCopyOption.COPY_ATTRIBUTES);
        removeNativeLibraries(copy);
      }
    }
  }

  /** The jars bring 17 MB of them, for many platforms. The archive has its own beside the jars. */
  private static void removeNativeLibraries(Path library) throws IOException {
    FileTime changed = Files.getLastModifiedTime(library);
    try (FileSystem jar = FileSystems.newFileSystem(library)) {
      List<Path> natives;
      try (Stream<Path> tree = Files.walk(jar.getPath("/"))) {
        natives = tree.filter(file -> NATIVE.matcher(file.toString()).find()).toList();
      }
      for (Path file : natives) {
        Files.delete(file);
      }
    }
    Files.setLastModifiedTime(library, changed);
  }

  private void link() throws IOException, InterruptedException {
    run(
        Path.of(System.getProperty("java.home"), "bin", "jlink").toString(),
        "--add-modules",
        MODULES,
        "--strip-debug",
        "--no-header-files",
        "--no-man-pages",
        "--output",
        home.resolve("runtime").toString());
    // Without it, a start without a usable cache would be slower than with a normal JDK.
    run(
        home.resolve("runtime/bin/java").toString(),
        "@" + home.resolve("app/java.options"),
        "-Xshare:dump");
  }

  private void pack(Path bom) throws Exception {
    Path archive = archive();
    run(
        "tar",
        "--create",
        "--gzip",
        "--owner=0",
        "--group=0",
        "--sort=name",
        "--file=" + archive,
        "--directory=" + target,
        String.valueOf(home.getFileName()));
    long bytes = Files.size(archive);
    System.out.printf("%s: %.1f MB%n", archive, bytes / 1e6);
    if (bytes > MAX_ARCHIVE_BYTES) {
      throw new IllegalStateException(archive + " has more than 100 MB");
    }
    Path beside = target.resolve(home.getFileName() + ".bom.json");
    Files.copy(bom, beside, StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(target.resolve("SHA256SUMS"), sum(archive) + sum(beside));
  }

  private Path archive() {
    return target.resolve(home.getFileName() + ".tar.gz");
  }

  private static String sum(Path file) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return HexFormat.of().formatHex(digest) + "  " + file.getFileName() + "\n";
  }

  /** With AOTMode=on, a JVM that cannot use its cache does not start. */
  private void check() throws IOException, InterruptedException {
    Path elsewhere = target.resolve("unpacked elsewhere");
    Training.delete(elsewhere);
    Files.createDirectories(elsewhere);
    run("tar", "--extract", "--file=" + archive(), "--directory=" + elsewhere);
    Path program = elsewhere.resolve(home.getFileName()).resolve("bin/gatehouse");
    ProcessBuilder builder = new ProcessBuilder(program.toString(), "--version").inheritIO();
    builder.environment().put("JAVA_OPTS", "-XX:AOTMode=on");
    if (builder.start().waitFor() != 0) {
      throw new IllegalStateException("the archive can't use its cache in another folder");
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new IllegalStateException(String.join(" ", command) + " ended with " + exit);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> tree = Files.walk(from)) {
      tree.forEach(files::add);
    }
    for (Path file : files) {
      Path copy = to.resolve(from.relativize(file));
      if (!Files.isDirectory(file)) {
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
      } else if (!Files.exists(copy)) {
        Files.createDirectories(copy);
      }
    }
  }
}
