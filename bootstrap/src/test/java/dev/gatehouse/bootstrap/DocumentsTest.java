package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Checks the length of the README, the links of the documents, and that the glossary and the pages
 * about standards agree with the code.
 */
final class DocumentsTest {
  private static final Path ROOT = MavenProject.ROOT;
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)|src=\"([^\"]+)\"");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (.+) \\| (.+) \\| (`.+`) \\|$");

  /** A row of a page about a standard: item, requirement, level, result, and test or reason. */
  private static final Pattern ITEM = Pattern.compile("(?m)^\\| (\\d+\\.\\S+) \\|.*$");

  private static final Pattern ASSESSED =
      Pattern.compile(
          "\\| \\S+ \\| [^|]+ \\| (1|2|SHALL|SHALL NOT|SHOULD|SHOULD NOT|MAY) \\|"
              + " (pass|fail|not applicable) \\| [^|]+ \\|");

  /** What shows that a requirement is met: a name of a test or of code, or a link. */
  private static final Pattern EVIDENCE =
      Pattern.compile("\\| (fail|not applicable) \\||\\| pass \\| [^|]*(`|\\]\\()");

  private static final Pattern TEST_NAME = Pattern.compile("`([A-Z]\\w+)\\.([a-z]\\w+)`");

  @Test
  void readme_has_at_most_150_lines() throws IOException {
    assertThat(Files.readAllLines(ROOT.resolve("README.md"))).hasSizeLessThanOrEqualTo(150);
  }

  @Test
  void document_links_point_to_existing_targets() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path document : documents()) {
      for (MatchResult link : LINK.matcher(Files.readString(document)).results().toList()) {
        String target = link.group(1) == null ? link.group(2) : link.group(1);
        if (!target.contains("://")) {
          links++;
          if (!holds(document, target)) {
            broken.add(ROOT.relativize(document) + " -> " + target);
          }
        }
      }
    }
    assertThat(links).isGreaterThan(60);
    assertThat(broken).isEmpty();
  }

  private static boolean holds(Path document, String target) throws IOException {
    String[] parts = target.split("#", 2);
    Path file = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]).normalize();
    return Files.exists(file) && (parts.length == 1 || anchors(file).contains(parts[1]));
  }

  /** Returns the anchors of the headings, as GitHub creates them. */
  private static Set<String> anchors(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.matches("#+ .*"))
        .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
        .map(title -> title.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  @Test
  void glossary_has_40_to_70_sorted_one_sentence_terms() throws IOException {
    List<MatchResult> rows = glossary();

    assertThat(rows).hasSizeBetween(40, 70);
    assertThat(rows.stream().map(row -> row.group(1).toLowerCase(Locale.ROOT)))
        .doesNotHaveDuplicates()
        .isSorted();
    assertThat(rows)
        .allSatisfy(row -> assertThat(row.group(2)).matches("[A-Z].*\\.").doesNotContain(". "));
  }

  @Test
  void glossary_names_existing_types_and_every_port() throws IOException {
    Set<String> names =
        glossary().stream()
            .flatMap(row -> Stream.of(row.group(3).split(", ", -1)))
            .map(name -> name.replace("`", ""))
            .collect(Collectors.toSet());
    Set<String> types = types("");

    assertThat(types).containsAll(names);
    assertThat(names)
        .containsAll(types("dev/gatehouse/domain/port/"))
        .containsAll(types("dev/gatehouse/domain/usecase/"));
  }

  /** Returns the names of the top-level types of main code whose path contains a text. */
  private static Set<String> types(String path) throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .map(Path::toString)
          .filter(file -> file.contains("/src/main/java/") && file.contains(path))
          .filter(file -> file.endsWith(".java") && !file.endsWith("-info.java"))
          .map(file -> file.replaceFirst(".*/", "").replaceFirst("\\.java$", ""))
          .collect(Collectors.toSet());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"asvs.md", "nist-800-63b.md"})
  void each_item_of_a_standard_has_a_result_and_a_test_or_reason(String page) throws IOException {
    List<MatchResult> items = ITEM.matcher(page(page)).results().toList();

    assertThat(items).hasSizeGreaterThan(80);
    assertThat(items.stream().map(item -> item.group(1))).doesNotHaveDuplicates();
    assertThat(items.stream().map(MatchResult::group))
        .allMatch(ASSESSED.asMatchPredicate(), "has a level, a result and a test or reason")
        .allMatch(EVIDENCE.asPredicate(), "names a test, a document or a place if it passes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"asvs.md", "nist-800-63b.md"})
  void standards_name_existing_tests(String page) throws IOException {
    Map<String, String> sources = testSources();

    List<String> missing =
        TEST_NAME
            .matcher(page(page))
            .results()
            .filter(
                test ->
                    !sources.getOrDefault(test.group(1), "").contains(" " + test.group(2) + "("))
            .map(MatchResult::group)
            .toList();

    assertThat(missing).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"asvs.md", "nist-800-63b.md"})
  void standards_name_no_open_work(String page) throws IOException {
    assertThat(page(page)).doesNotContain("TODO");
  }

  private static String page(String name) throws IOException {
    return Files.readString(ROOT.resolve("docs").resolve(name));
  }

  /** Returns the sources of the tests and contract suites by the name of the class. */
  private static Map<String, String> testSources() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().matches(".*/(src/test|testkit/src/main)/java/.*\\.java"))
          .collect(
              Collectors.toMap(
                  file -> file.getFileName().toString().replaceFirst("\\.java$", ""),
                  DocumentsTest::text,
                  String::concat));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<MatchResult> glossary() throws IOException {
    return ROW.matcher(Files.readString(ROOT.resolve("docs/glossary.md"))).results().toList();
  }

  private static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>();
    for (String folder : List.of("", "docs", "docs/decisions", "examples/recommendations")) {
      try (var files = Files.newDirectoryStream(ROOT.resolve(folder), "*.md")) {
        files.forEach(documents::add);
      }
    }
    return documents;
  }
}
