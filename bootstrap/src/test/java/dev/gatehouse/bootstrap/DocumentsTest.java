package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Checks the length of the README, the links of the documents, and that the glossary agrees with
 * the code.
 */
final class DocumentsTest {
  private static final Path ROOT = MavenProject.ROOT;
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)|src=\"([^\"]+)\"");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (.+) \\| (.+) \\| (`.+`) \\|$");

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
  void glossary_has_40_to_60_sorted_one_sentence_terms() throws IOException {
    List<MatchResult> rows = glossary();

    assertThat(rows).hasSizeBetween(40, 60);
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
