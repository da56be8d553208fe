package dev.gatehouse.bootstrap.command;

import dev.gatehouse.bootstrap.doctor.Doctor;
import dev.gatehouse.bootstrap.logging.LogProperties;
import dev.gatehouse.bootstrap.settings.EffectiveSettings;
import dev.gatehouse.bootstrap.settings.Settings;
import dev.gatehouse.bootstrap.settings.SettingsReader;
import dev.gatehouse.bootstrap.terminal.CommandFailedException;
import dev.gatehouse.bootstrap.terminal.ExitCode;
import dev.gatehouse.bootstrap.terminal.Terminal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command line: the commands, their arguments and their exit codes. */
public final class Commands {
  private final Map<String, String> variables;
  private final Terminal terminal;
  private final Consumer<Map<String, String>> properties;

  /**
   * Creates the command line.
   *
   * @param variables the environment variables
   * @param properties sets the system properties that the logging library reads
   */
  public Commands(
      Map<String, String> variables, Terminal terminal, Consumer<Map<String, String>> properties) {
    this.variables = variables;
    this.terminal = terminal;
    this.properties = properties;
  }

  /** Runs a command; returns the exit code, or {@link ExitCode#SERVING}. */
  public int run(List<String> words) {
    return commandLine().execute(words.toArray(String[]::new));
  }

  private CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new CommandTree(this).root());
    commandLine.setColorScheme(
        Help.defaultColorScheme(terminal.coloured() ? Help.Ansi.ON : Help.Ansi.OFF));
    commandLine.setOut(new PrintWriter(terminal.out(), true, terminal.out().charset()));
    commandLine.setErr(new PrintWriter(terminal.err(), true, terminal.err().charset()));
    commandLine.setUsageHelpWidth(100);
    commandLine.setExecutionStrategy(this::execute);
    commandLine.setParameterExceptionHandler((e, _) -> misused(e));
    return commandLine;
  }

  private int execute(ParseResult parsed) {
    Integer helped = CommandLine.executeHelpRequest(parsed);
    if (helped != null) {
      return helped;
    }
    ParseResult innermost = parsed;
    while (innermost.hasSubcommand()) {
      innermost = innermost.subcommand();
    }
    try {
      return ((CommandTree.Action) innermost.commandSpec().userObject()).run(innermost);
    } catch (CommandFailedException e) {
      return e.tell(terminal);
    } catch (RuntimeException e) {
      String message = e.getMessage();
      return CommandFailedException.failed(message == null ? e.toString() : message).tell(terminal);
    }
  }

  private int misused(ParameterException e) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    List<String> suggestions =
        e instanceof CommandLine.UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions()
            : List.of();
    String instead =
        suggestions.isEmpty() ? "" : "; did you mean " + String.join(" or ", suggestions) + "?";
    return CommandFailedException.wrongUse(
            e.getMessage() + instead + " (" + command + " --help shows its arguments)")
        .tell(terminal);
  }

  private Settings settings() {
    return read().valid();
  }

  private Settings.Reading read() {
    properties.accept(LogProperties.of(variables, false));
    return SettingsReader.read(variables);
  }

  int serve(ParseResult parsed) {
    Path[] features = parsed.matchedOptionValue("--features", new Path[0]);
    return new ServeCommand(variables, terminal, properties).run(List.of(features));
  }

  int doctor(ParseResult parsed) {
    return new Doctor(terminal).run(read(), parsed.hasMatchedOption("--json"));
  }

  int config(ParseResult parsed) {
    return EffectiveSettings.print(read(), terminal);
  }

  int changeUsers(List<String> words) {
    return new UsersOfProvider(terminal).run(words, settings());
  }

  int inspectToken(ParseResult parsed) {
    return new TokenInspection(terminal).run(settings());
  }

  int rotateKey(ParseResult parsed) {
    return KeyRotation.run(settings().provider(), terminal.out());
  }

  int health(ParseResult parsed) {
    return new HealthCheck(terminal.out()).run(settings().server());
  }

  int completion(ParseResult parsed) {
    CommandSpec root = parsed.commandSpec().root();
    terminal.out().print(AutoComplete.bash(CommandTree.NAME, root.commandLine()));
    return ExitCode.DONE;
  }
}
