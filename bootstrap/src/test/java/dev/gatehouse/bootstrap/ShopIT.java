package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.bootstrap.HttpConnection.Response;
import dev.gatehouse.harness.emulator.Execution;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compiles and runs the application of {@code docs/embedding.md} and its test in a Maven project
 * outside the repository. The project depends only on the BOM and {@code dev.gatehouse:gatehouse},
 * from a folder with the artifacts of a release.
 */
@Tag("slow")
final class ShopIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(10);
  private static final String USER =
      "{\"username\":\"alice\",\"password\":\"Correct1horse\",\"email\":\"alice@example.com\"}";

  /** Finds other artifacts in the repository of the user, and writes nothing there. */
  private static final String TAIL =
      "-Dmaven.repo.local.tail=" + Path.of(System.getProperty("user.home"), ".m2/repository");

  @TempDir private Path folder;

  @Test
  void documented_application_and_test_run_on_released_artifacts_only() throws IOException {
    deploy(folder.resolve("repository"));
    layOut();

    Execution maven =
        run(
            folder,
            MavenProject.ROOT.resolve("mvnw").toString(),
            "-B",
            "-ntp",
            "-gs",
            "settings.xml",
            "-Dmaven.repo.local=" + folder.resolve("local"),
            TAIL,
            "test",
            "dependency:build-classpath",
            "dependency:list",
            "-DincludeScope=runtime",
            "-Dmdep.outputFile=classpath.txt",
            "-DoutputFile=dependencies.txt",
            "-Dsort=true");

    assertThat(maven.output()).contains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0");
    assertThat(Files.readString(folder.resolve("classpath.txt")).split(":"))
        .filteredOn(jar -> jar.contains("/dev/gatehouse/"))
        .as("downloaded from the repository of the release")
        .hasSize(10)
        .allMatch(jar -> Path.of(jar).startsWith(folder.resolve("local")));
    assertDependencies(Files.readString(folder.resolve("dependencies.txt")));
    assertServes();
  }

  /**
   * Deploys a copy of the sources, as a release does. It is the copy of a build that has compiled
   * and checked them, so this is not done again.
   */
  private void deploy(Path repository) throws IOException {
    Path sources = Files.createDirectories(folder.resolve("sources"));
    run(
        MavenProject.ROOT,
        "sh",
        "-c",
        """
        set -e
        git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents -t "$0"
        cp -r --parents -t "$0" */target/classes
        """,
        sources.toString());
    run(
        sources,
        "./mvnw",
        "-q",
        "-Prelease",
        "-Dmaven.main.skip",
        "-Dmaven.test.skip",
        "-Dexec.skip",
        "-Dmdep.analyze.skip",
        "-pl",
        "bom,assembly,adapters-web,testkit-server",
        "-am",
        "deploy",
        "-Dmaven.repo.local=" + folder.resolve("local-of-release"),
        TAIL,
        "-DaltDeploymentRepository=local::file:" + repository);
  }

  private static Execution run(Path directory, String... command) throws IOException {
    ProcessBuilder program = new ProcessBuilder(command).directory(directory.toFile());
    program.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Execution execution = Execution.of(program, TIMEOUT);
    assertThat(execution.exitCode()).as("%s%s", execution.output(), execution.errors()).isZero();
    return execution;
  }

  /** The application gets Gatehouse's library and what it needs, but no tool of the server. */
  private static void assertDependencies(String list) {
    System.out.println(list);
    assertThat(Pattern.compile("dev\\.gatehouse:([a-z-]+):").matcher(list).results())
        .extracting(artifact -> artifact.group(1))
        .containsExactlyInAnyOrder(
            "gatehouse",
            "gatehouse-domain",
            "gatehouse-application",
            "gatehouse-adapters-cognito",
            "gatehouse-adapters-embedded",
            "gatehouse-adapters-http",
            "gatehouse-adapters-jwt",
            "gatehouse-adapters-lambda",
            "gatehouse-adapters-memory",
            "gatehouse-adapters-redis");
    assertThat(list)
        .doesNotContainPattern(
            "junit|assertj|archunit|jqwik|picocli|logback|micrometer|playwright");
  }

  private void layOut() throws IOException {
    Files.writeString(
        folder.resolve("settings.xml"),
        """
        <settings>
          <profiles>
            <profile>
              <id>gatehouse</id>
              <repositories>
                <repository>
                  <id>gatehouse</id>
                  <url>%s</url>
                </repository>
              </repositories>
            </profile>
          </profiles>
          <activeProfiles>
            <activeProfile>gatehouse</activeProfile>
          </activeProfiles>
        </settings>
        """
            .formatted(folder.resolve("repository").toUri()));
    String page = Files.readString(MavenProject.ROOT.resolve("docs/embedding.md"));
    Files.writeString(folder.resolve("pom.xml"), pom(blocks("xml", page).getFirst()));
    List<String> classes = blocks("java", page);
    assertThat(classes).hasSize(2);
    write("src/main/java/Shop.java", classes.getFirst(), "");
    write(
        "src/test/java/ShopTest.java",
        classes.getLast(),
        """
        import static org.junit.jupiter.api.Assertions.assertEquals;
        import dev.gatehouse.Gatehouse;
        import io.javalin.Javalin;
        import java.net.URI;
        import java.net.http.HttpClient;
        import java.net.http.HttpRequest;
        import java.net.http.HttpResponse;
        import java.net.http.HttpResponse.BodyHandlers;
        import org.junit.jupiter.api.Test;
        """);
    assertThat(classes.getFirst().lines()).hasSizeLessThanOrEqualTo(40);
    assertThat(classes.getLast().lines()).hasSizeLessThanOrEqualTo(20);
  }

  private void write(String file, String code, String imports) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, imports + code);
  }

  private static List<String> blocks(String language, String text) {
    return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
        .matcher(text)
        .results()
        .map((MatchResult block) -> block.group(1))
        .toList();
  }

  /** Returns the dependencies from the page, and JUnit for the test. */
  private static String pom(String dependencies) {
    return """
    <project>
      <modelVersion>4.0.0</modelVersion>
      <groupId>com.example</groupId>
      <artifactId>shop</artifactId>
      <version>1</version>
      <properties>
        <maven.compiler.release>25</maven.compiler.release>
        <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
      </properties>
      %s
      <build>
        <plugins>
          <plugin>
            <artifactId>maven-compiler-plugin</artifactId>
            <version>3.15.0</version>
          </plugin>
          <plugin>
            <artifactId>maven-surefire-plugin</artifactId>
            <version>3.5.6</version>
          </plugin>
          <plugin>
            <artifactId>maven-resources-plugin</artifactId>
            <version>3.5.0</version>
          </plugin>
          <plugin>
            <artifactId>maven-dependency-plugin</artifactId>
            <version>3.11.0</version>
          </plugin>
        </plugins>
      </build>
    </project>
    """
        .formatted(
            dependencies.replaceFirst(
                "</dependencies>\\s*$",
                """
                <dependency>
                  <groupId>org.junit.jupiter</groupId>
                  <artifactId>junit-jupiter</artifactId>
                  <version>5.14.4</version>
                  <scope>test</scope>
                </dependency>
                </dependencies>
                """));
  }

  private void assertServes() throws IOException {
    ProcessBuilder shop =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                "target/classes:" + Files.readString(folder.resolve("classpath.txt")),
                "Shop")
            .directory(folder.toFile())
            .redirectError(folder.resolve("errors.txt").toFile());
    shop.environment().put("PORT", "0");
    shop.environment().put("DATA_DIR", folder.resolve("data").toString());
    Process process = shop.start();
    try (BufferedReader output = process.inputReader()) {
      String line = output.readLine();
      assertThat(line).startsWith("The shop is open on port ");
      assertAnswers(Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1)));
    } finally {
      process.destroy();
    }
    assertThat(process.onExit().join().exitValue()).isEqualTo(143);
  }

  private static void assertAnswers(int port) throws IOException {
    try (HttpConnection connection = new HttpConnection(port)) {
      assertThat(connection.post("/users", USER).status()).isEqualTo(201);
      String token =
          "Authorization: Bearer "
              + connection
                  .post("/login", "{\"username\":\"alice\",\"password\":\"Correct1horse\"}")
                  .text("idToken");

      Response orders = connection.get("/orders", token);
      assertThat(orders.status()).isEqualTo(200);
      assertThat(orders.body()).contains("alice");
      assertThat(connection.get("/orders").status()).isEqualTo(401);
      assertThat(connection.get("/admin", token).status()).isEqualTo(403);
    }
  }
}
