import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Runs google-java-format over every Java source of the repository.
 *
 * <p>{@code check} fails when a file is not formatted and names it; {@code write} formats in place.
 * A source-file program, because the formatter needs a newer JDK than the one Maven may run on.
 */
final class Format {
  private static final Set<String> SKIPPED = Set.of("target", "node_modules", ".git");

  /** A project with its own formatting, such as a feature that a team has created here. */
  private static boolean standsAlone(Path folder) {
    try {
      Path pom = folder.resolve("pom.xml");
      return Files.exists(pom) && Files.readString(pom).contains("<relativePath/>");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void main(String[] args) throws Exception {
    boolean write = args[0].equals("write");
    List<String> command =
        new ArrayList<>(
            write ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    Files.walkFileTree(
        Path.of(args[1]),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return SKIPPED.contains(String.valueOf(folder.getFileName())) || standsAlone(folder)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (file.toString().endsWith(".java")) {
              command.add(file.toString());
            }
            return FileVisitResult.CONTINUE;
          }
        });
    int exit =
        new Main(new PrintWriter(System.out, true), new PrintWriter(System.err, true), System.in)
            .format(command.toArray(String[]::new));
    if (exit != 0) {
      System.err.println(
          "Not in google-java-format (see above). Run: ./mvnw -N validate -Dformat.mode=write");
    }
    System.exit(exit);
  }
}
