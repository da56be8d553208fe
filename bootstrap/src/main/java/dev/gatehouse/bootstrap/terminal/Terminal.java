package dev.gatehouse.bootstrap.terminal;

import java.io.Console;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/**
 * Where a command reads and writes.
 *
 * @param in what it reads
 * @param out what it was asked for
 * @param err what went wrong, a line each
 * @param coloured whether it may colour what it writes
 */
public record Terminal(InputStream in, PrintStream out, PrintStream err, boolean coloured) {
  /** This process's; coloured only where a person looks, and has not asked for none. */
  // JDK 25 is back at null where there is no terminal.
  @SuppressWarnings("SystemConsoleNull")
  public static Terminal ofThisProcess(Map<String, String> variables) {
    Console console = System.console();
    boolean looked = console != null && console.isTerminal();
    boolean wanted =
        variables.getOrDefault("NO_COLOR", "").isEmpty()
            && !variables.getOrDefault("TERM", "").equals("dumb");
    return new Terminal(System.in, System.out, System.err, looked && wanted);
  }

  /** A text in a style of picocli's, such as {@code bold} or {@code fg(red)}. */
  public String styled(String style, String text) {
    return coloured
        ? Ansi.Style.on(Ansi.Style.parse(style)) + text + Ansi.Style.off(Ansi.Style.parse(style))
        : text;
  }

  /**
   * What a terminal may be shown of a text from elsewhere: no control characters, no end of line.
   */
  public static String harmless(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "?");
  }
}
