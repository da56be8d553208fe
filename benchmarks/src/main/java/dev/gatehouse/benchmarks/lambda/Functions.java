package dev.gatehouse.benchmarks.lambda;

import dev.gatehouse.benchmarks.Server;
import dev.gatehouse.benchmarks.SlowUserPool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The functions under test.
 *
 * @param bare answers each event with the same response
 * @param gatehouse the archive
 * @param unprimed the archive without its hooks
 */
record Functions(LambdaFunction bare, LambdaFunction gatehouse, LambdaFunction unprimed) {
  private static final Path ARCHIVE = Path.of("deploy/lambda/target/gatehouse-lambda.zip");
  private static final String PACKAGE = Functions.class.getPackageName();

  // By their names: their libraries are not on the class path of this process.
  private static final String BARE = PACKAGE + ".BareHandler";
  private static final String UNPRIMED = PACKAGE + ".UnprimedHandler";
  private static final String GATEHOUSE = "dev.gatehouse.lambda.LambdaHandler";

  /** Unpacks them into a folder. */
  static Functions in(Path folder, SlowUserPool pool) throws IOException {
    Map<String, String> settings = new HashMap<>(Server.UNLIMITED);
    settings.putAll(pool.variables());
    settings.put("SESSION_KEY", Base64.getEncoder().encodeToString(new byte[32]));
    settings.put("PUBLIC_URL", "https://example.com");
    Path archive = folder.resolve("archive");
    unpack(archive);
    Path withUnprimed = folder.resolve("unprimed");
    unpack(withUnprimed);
    add(UNPRIMED, withUnprimed);
    Path alone = folder.resolve("bare");
    add(BARE, alone);
    return new Functions(
        new LambdaFunction(alone, BARE, Map.of()),
        new LambdaFunction(archive, GATEHOUSE, settings),
        new LambdaFunction(withUnprimed, UNPRIMED, settings));
  }

  private static void unpack(Path task) throws IOException {
    try (InputStream file = Files.newInputStream(ARCHIVE);
        ZipInputStream zip = new ZipInputStream(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path place = task.resolve(entry.getName());
        if (!entry.isDirectory()) {
          Files.createDirectories(place.getParent());
          Files.copy(zip, place);
        }
      }
    }
  }

  private static void add(String handler, Path task) throws IOException {
    Path file = Path.of(handler.replace('.', '/') + ".class");
    Path place = task.resolve(file);
    Files.createDirectories(place.getParent());
    Files.copy(Path.of("benchmarks/target/classes").resolve(file), place);
  }
}
