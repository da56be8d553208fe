package dev.gatehouse.benchmarks.lambda;

import dev.gatehouse.benchmarks.Server;
import dev.gatehouse.benchmarks.SlowUserPool;
import dev.gatehouse.harness.lambda.UnpackedArchive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * The functions under test.
 *
 * @param bare answers each event with the same response
 * @param gatehouse the archive
 * @param unprimed the archive without its hooks
 */
record Functions(LambdaFunction bare, LambdaFunction gatehouse, LambdaFunction unprimed) {
  private static final Path ARCHIVE = Path.of("deploy/lambda/target/gatehouse-lambda.zip");
  private static final Path CLASSES = Path.of("benchmarks/target/classes");
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
    UnpackedArchive archive = UnpackedArchive.of(ARCHIVE, folder.resolve("archive"));
    UnpackedArchive withUnprimed = UnpackedArchive.of(ARCHIVE, folder.resolve("unprimed"));
    withUnprimed.add(UNPRIMED, CLASSES);
    UnpackedArchive alone = new UnpackedArchive(folder.resolve("bare"));
    alone.add(BARE, CLASSES);
    return new Functions(
        new LambdaFunction(alone.folder(), BARE, Map.of()),
        new LambdaFunction(archive.folder(), GATEHOUSE, settings),
        new LambdaFunction(withUnprimed.folder(), UNPRIMED, settings));
  }
}
