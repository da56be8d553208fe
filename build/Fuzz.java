import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Fuzzes each {@code *FuzzTest} of a module with Jazzer, which needs a JVM of its own for each.
 *
 * <p>Surefire could start one for each class, but it would load the classes in the JVM of Maven,
 * which may be too old for them.
 */
final class Fuzz {
  private static final String INSTRUMENTED =
      "dev.gatehouse.**,com.fasterxml.jackson.core.**,org.eclipse.jetty.http.**"
          + ",org.eclipse.jetty.server.internal.**,io.javalin.**";

  /** Reports connections, but the targets connect to a server in their own process. */
  private static final String DISABLED =
      "com.code_intelligence.jazzer.sanitizers.ServerSideRequestForgery";

  private Fuzz() {}

  /**
   * Fuzzes the targets.
   *
   * @param arguments the folder of the module, the class path, the time for each target in seconds,
   *     a pattern of the targets' simple names, and the options of the JVM
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path module = Path.of(arguments[0]);
    Path classes = module.resolve("target").resolve("test-classes");
    List<String> failed = new ArrayList<>();
    for (String target : targets(classes, arguments[3])) {
      System.out.println("Fuzzing " + target + " for " + arguments[2] + " s");
      if (fuzz(module, target, arguments) != 0) {
        failed.add(target);
      }
    }
    if (!failed.isEmpty()) {
      System.err.println("Jazzer found failing inputs of " + failed + ", see above");
      System.exit(1);
    }
  }

  private static List<String> targets(Path classes, String pattern) throws IOException {
    if (!Files.isDirectory(classes)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .filter(file -> file.getFileName().toString().matches(pattern + "\\.class"))
          .map(file -> classes.relativize(file).toString())
          .map(file -> file.substring(0, file.length() - ".class".length()).replace('/', '.'))
          .sorted()
          .toList();
    }
  }

  private static int fuzz(Path module, String target, String[] arguments)
      throws IOException, InterruptedException {
    Path corpus = module.resolve("target").resolve("corpus").resolve(target);
    Files.createDirectories(corpus);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(arguments[4].trim().split("\\s+")));
    command.addAll(List.of("-cp", arguments[1], "com.code_intelligence.jazzer.Jazzer"));
    command.add("--target_class=" + target);
    command.add("--instrument=" + INSTRUMENTED);
    command.add("--disabled_hooks=" + DISABLED);
    command.add("-max_total_time=" + arguments[2]);
    command.add(corpus.toString());
    return new ProcessBuilder(command).directory(module.toFile()).inheritIO().start().waitFor();
  }
}
