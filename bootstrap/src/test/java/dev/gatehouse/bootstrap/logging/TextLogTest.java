package dev.gatehouse.bootstrap.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.bootstrap.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tests that nobody can forge lines of text logs. */
@Isolated
final class TextLogTest {
  private static final Logger LOG = LoggerFactory.getLogger(TextLogTest.class);
  private static final int BLOCK = 0x1000;

  /** Returns what is written to the standard output, which is where the server logs. */
  private static String written(Runnable logging) {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      logging.run();
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** Returns all Unicode code points, many in each text. */
  private static List<String> allCharacters() {
    return IntStream.iterate(0, first -> first <= Character.MAX_CODE_POINT, first -> first + BLOCK)
        .mapToObj(
            first ->
                IntStream.range(first, first + BLOCK)
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining("x")))
        .toList();
  }

  private static String expected(String text) {
    return text.codePoints()
        .map(
            character ->
                switch (Character.getType(character)) {
                  case Character.CONTROL,
                      Character.FORMAT,
                      Character.LINE_SEPARATOR,
                      Character.PARAGRAPH_SEPARATOR ->
                      '?';
                  default -> character;
                })
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** UTF-8 has no lone surrogates. */
  private static String inUtf8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  @Test
  void message_is_one_line_whatever_it_contains() {
    for (String text : allCharacters()) {
      String line = written(() -> LOG.warn("{}", text));

      assertThat(line).endsWith(" WARN  TextLogTest " + inUtf8(expected(text)) + "\n");
    }
  }

  @Test
  void exception_cannot_forge_a_line() {
    for (String text : allCharacters()) {
      List<String> lines =
          written(
                  () ->
                      LOG.warn(
                          "failed",
                          new IllegalStateException(text, new IllegalArgumentException(text))))
              .lines()
              .toList();

      assertThat(lines.getFirst()).endsWith(" WARN  TextLogTest failed");
      assertThat(lines.subList(1, lines.size()))
          .isNotEmpty()
          .allMatch(line -> line.startsWith("  "));
      assertThat(lines)
          .allMatch(line -> line.replace("\t", "").equals(expected(line.replace("\t", ""))));
    }
  }

  @Test
  void output_of_a_command_is_one_line_whatever_it_contains() {
    for (String text : allCharacters()) {
      assertThat(Terminal.harmless(text)).isEqualTo(expected(text));
    }
  }
}
