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
 * outside the repository. The project depends only on the BOM and {@code dev.gatehouse:gatehouse}.
 */
@Tag("slow")
final class ShopIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(5);
  private static final String USER =
      "{\"username\":\"alice\",\"password\":\"Correct1horse\",\"email\":\"alice@example.com\"}";

  @TempDir private Path folder;

  @Test
  void documented_application_and_test_run_in_a_new_project() throws IOException {
    layOut();

    Execution maven =
        Execution.of(
            new ProcessBuilder(
                    "./mvnw",
                    "-B",
                    "-ntp",
                    "test",
                    "dependency:build-classpath",
                    "-DincludeScope=runtime",
                    "-Dmdep.outputFile=classpath.txt")
                .directory(folder.toFile()),
            TIMEOUT);

    assertThat(maven.exitCode()).as(maven.output()).isZero();
    assertThat(maven.output()).contains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0");
    assertServes();
  }

  private void layOut() throws IOException {
    MavenProject project = new MavenProject(folder);
    for (String module :
        List.of(
            "bom",
            "domain",
            "application",
            "adapters-cognito",
            "adapters-embedded",
            "adapters-http",
            "adapters-jwt",
            "adapters-memory",
            "assembly")) {
      project.install(module);
    }
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
