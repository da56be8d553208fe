package dev.gatehouse.examples.recommendations.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.examples.recommendations.SocialGraphContract;
import dev.gatehouse.examples.recommendations.domain.Interest;
import dev.gatehouse.examples.recommendations.domain.Interests;
import dev.gatehouse.examples.recommendations.domain.Person;
import dev.gatehouse.examples.recommendations.domain.ProfileOutcome;
import dev.gatehouse.examples.recommendations.domain.Recommendation;
import dev.gatehouse.examples.recommendations.domain.port.SocialGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteSocialGraphTest extends SocialGraphContract {
  @TempDir private Path folder;
  private SqliteSocialGraph graph;

  @BeforeEach
  void open() {
    graph = SqliteSocialGraph.open(file(), MOST_FOLLOWED);
  }

  @AfterEach
  void close() {
    graph.close();
  }

  private Path file() {
    return place().resolve("graph.db");
  }

  private Path place() {
    return folder.resolve("sub folder?");
  }

  @Override
  protected SocialGraph graph() {
    return graph;
  }

  private Subject enter(String name, String... interests) {
    Subject subject = new Subject(name);
    graph.enter(new Person(subject, new Username(name)));
    graph.setInterests(subject, interests(interests));
    return subject;
  }

  private static Interests interests(String... names) {
    return new Interests(List.of(names).stream().map(Interest::new).toList());
  }

  @Test
  void reopened_graph_contains_the_same_data() {
    Subject ann = enter("ann", "chess", "go");
    Subject bob = enter("bob", "tea");
    Subject cid = enter("cid", "tea", "chess");
    enter("dan", "go");
    graph.follow(ann, bob);
    graph.follow(cid, ann);
    graph.leave(new Subject("dan"));
    List<ProfileOutcome> before = List.of(graph.profile(ann), graph.profile(bob));
    List<Recommendation> recommended = graph.recommend(ann, 10, null);

    graph.close();
    open();

    assertThat(List.of(graph.profile(ann), graph.profile(bob))).isEqualTo(before);
    assertThat(graph.recommend(ann, 10, null)).isEqualTo(recommended).isNotEmpty();
    enter("eve", "go");
    assertThat(graph.recommend(ann, 10, null)).hasSize(2);
  }

  @Test
  void only_the_owner_can_read_the_file() throws IOException {
    enter("ann");

    try (Stream<Path> files = Files.list(place())) {
      for (Path file : files.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as("%s", file)
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void file_that_is_open_already_is_refused() {
    enter("ann");

    assertThatIllegalStateException()
        .isThrownBy(() -> SqliteSocialGraph.open(file(), MOST_FOLLOWED))
        .withMessageContaining("graph.db can't be opened (only one process at a time can open it)");
    assertThat(graph.profile(new Subject("ann"))).isInstanceOf(ProfileOutcome.Found.class);
  }

  @Test
  void file_of_another_format_is_refused() throws IOException {
    Path other = folder.resolve("letter.txt");
    Files.writeString(other, "Dear Sir or Madam, this is no database. ".repeat(40));

    assertThatIllegalStateException()
        .isThrownBy(() -> SqliteSocialGraph.open(other, MOST_FOLLOWED))
        .withMessageContaining("letter.txt");
  }

  /** Kills a process while it writes. All acknowledged changes must be in the file. */
  @Test
  void acknowledged_changes_survive_a_kill() throws IOException, InterruptedException {
    graph.close();
    Path output = folder.resolve("output");
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                TirelessWriter.class.getName(),
                file().toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    while (acknowledged(output).size() < 200) {
      assertThat(writer.isAlive()).as("%s", Files.readString(output)).isTrue();
    }
    writer.destroyForcibly().waitFor();
    List<String> acknowledged = acknowledged(output);
    open();

    for (String line : acknowledged) {
      String name = line.replace(".", "");
      assertThat(graph.profile(new Subject(name)))
          .isInstanceOfSatisfying(
              ProfileOutcome.Found.class,
              found -> {
                assertThat(found.profile().interests()).isEqualTo(interests("chess", name));
                assertThat(found.profile().following()).isEqualTo(name.equals("p0") ? 0 : 1);
              });
    }
  }

  /** Returns only complete lines: the last line may be cut off. */
  private static List<String> acknowledged(Path output) throws IOException {
    return Files.readAllLines(output).stream().filter(line -> line.endsWith(".")).toList();
  }
}
