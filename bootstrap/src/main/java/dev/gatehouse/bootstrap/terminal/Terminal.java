package dev.gatehouse.bootstrap.terminal;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/**
 * The input and output of a command.
 *
 * @param in the standard input
 * @param out the output
 * @param err the errors, one per line
 * @param coloured whether to use colours
 */
public record Terminal(InputStream in, PrintStream out, PrintStream err, boolean coloured) {
  /**
   * Returns the terminal of this process. It writes UTF-8 in every locale, and uses colours if the
   * output is a terminal and {@code NO_COLOR} is not set.
   */
  // In JDK 25 this is null if there is no terminal.
  @SuppressWarnings("SystemConsoleNull")
  public static Terminal ofThisProcess(Map<String, String> variables) {
    Console console = System.console();
    boolean looked = console != null && console.isTerminal();
    boolean wanted =
        variables.getOrDefault("NO_COLOR", "").isEmpty()
            && !variables.getOrDefault("TERM", "").equals("dumb");
    return new Terminal(
        System.in, utf8(FileDescriptor.out), utf8(FileDescriptor.err), looked && wanted);
  }

  private static PrintStream utf8(FileDescriptor output) {
    return new PrintStream(new FileOutputStream(output), true, StandardCharsets.UTF_8);
  }

  /**
   * Reads the standard input up to a number of bytes, without white space around it.
   *
   * @throws CommandFailedException if that fails
   */
  public String readText(int maxBytes) {
    try {
      return new String(in.readNBytes(maxBytes), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw CommandFailedException.failed("cannot read the standard input: " + e);
    }
  }

  /** Returns a text in a style of picocli, such as {@code bold} or {@code fg(red)}. */
  public String styled(String style, String text) {
    return coloured
        ? Ansi.Style.on(Ansi.Style.parse(style)) + text + Ansi.Style.off(Ansi.Style.parse(style))
        : text;
  }

  /** Returns a text without control characters and line breaks. */
  public static String harmless(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
  }
}
