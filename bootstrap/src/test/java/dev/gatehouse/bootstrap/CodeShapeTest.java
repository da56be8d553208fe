package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Limits the size of packages and classes, and keeps SQL in its package. */
final class CodeShapeTest {
  private static final int MAX_TYPES = 20;
  private static final int MAX_LINES = 250;

  /** Calls that change the state of the process. */
  private static final Pattern SHARED =
      Pattern.compile(
          "System(\\.|::)(set|clear)(Property|Out|Err|In)\\b|\\.setDefault\\(|\\.addHandler\\(");

  @Test
  void no_package_has_more_than_20_types() throws IOException {
    Map<Path, Long> sizes =
        sources().stream().collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));

    assertThat(sizes).hasSizeGreaterThan(40);
    assertThat(sizes).allSatisfy((folder, size) -> assertThat(size).isLessThanOrEqualTo(MAX_TYPES));
  }

  @Test
  void no_class_has_more_than_250_lines() throws IOException {
    for (Path source : sources()) {
      assertThat(Files.readAllLines(source)).as("%s", source).hasSizeLessThanOrEqualTo(MAX_LINES);
    }
  }

  @Test
  void only_the_store_package_of_the_embedded_provider_uses_sql() throws IOException {
    Path store = Path.of("dev/gatehouse/adapter/embedded/store");
    for (Path source : sources()) {
      if (Files.readString(source).contains("import java.sql.")) {
        assertThat(source.getParent()).asString().endsWith(store.toString());
      }
    }
  }

  /** Two test classes of a module run at the same time. */
  @Test
  void test_that_changes_what_others_use_is_isolated() throws IOException {
    List<Path> changing = new ArrayList<>();
    for (Path source : sources("test")) {
      String text = Files.readString(source);
      if (source.toString().matches(".*(Test|IT)\\.java") && SHARED.matcher(text).find()) {
        changing.add(source);
        assertThat(text).as("%s", source).contains("@Isolated");
      }
    }
    assertThat(changing).hasSizeGreaterThan(5);
  }

  /** Returns the main code of Gatehouse's own modules. */
  private static List<Path> sources() throws IOException {
    return sources("main");
  }

  private static List<Path> sources(String kind) throws IOException {
    try (Stream<Path> files = Files.walk(MavenProject.ROOT)) {
      return files
          .filter(file -> file.toString().contains("/src/" + kind + "/java/dev/gatehouse/"))
          .filter(file -> !file.toString().matches(".*/(benchmarks|examples)/.*"))
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.toString().endsWith("-info.java"))
          .toList();
    }
  }
}
