package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README shows code that is compiled and run here. */
final class ReadmeTest {
  @Test
  void example_of_the_fake_is_the_one_that_the_build_runs() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    Matcher example =
        Pattern.compile("```java\n(final class FakeProviderExampleTest.*?)```", Pattern.DOTALL)
            .matcher(readme);
    assertThat(example.find()).isTrue();

    assertThat(
            Files.readString(
                Path.of("src/test/java/dev/gatehouse/bootstrap/FakeProviderExampleTest.java")))
        .endsWith("\n" + example.group(1));
    assertThat(example.group(1).lines().count()).isLessThanOrEqualTo(15);
  }
}
