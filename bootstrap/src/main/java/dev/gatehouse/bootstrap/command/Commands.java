package dev.gatehouse.bootstrap.command;

import dev.gatehouse.bootstrap.doctor.Doctor;
import dev.gatehouse.bootstrap.settings.EffectiveSettings;
import dev.gatehouse.bootstrap.settings.FeatureJars;
import dev.gatehouse.bootstrap.settings.LogProperties;
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
    // The text of users is taken as it is: a name may begin with @ or -.
    commandLine.setExpandAtFiles(false);
    commandLine.setUnmatchedOptionsArePositionalParams(true);
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
    CommandSpec helpful = e.getCommandLine().getCommandSpec();
    while (helpful.findOption("--help") == null && helpful.parent() != null) {
      helpful = helpful.parent();
    }
    List<String> suggestions =
        e instanceof CommandLine.UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions()
            : List.of();
    String instead =
        suggestions.isEmpty() ? "" : "; did you mean " + String.join(" or ", suggestions) + "?";
    return CommandFailedException.wrongUse(
            e.getMessage()
                + instead
                + " ("
                + helpful.qualifiedName()
                + " --help shows the arguments)")
        .tell(terminal);
  }

  private Settings settings() {
    return read(List.of()).valid();
  }

  private Settings.Reading read(List<Path> features) {
    properties.accept(LogProperties.of(variables, false));
    return SettingsReader.read(variables, FeatureJars.load(features));
  }

  private static List<Path> features(ParseResult parsed) {
    return List.of(parsed.matchedOptionValue(CommandTree.FEATURES, new Path[0]));
  }

  int serve(ParseResult parsed) {
    return new ServeCommand(variables, terminal, properties).run(features(parsed));
  }

  int doctor(ParseResult parsed) {
    return new Doctor(terminal).run(read(features(parsed)), parsed.hasMatchedOption("--json"));
  }

  int config(ParseResult parsed) {
    return EffectiveSettings.print(read(features(parsed)), terminal);
  }

  int changeUsers(UsersCommand command) {
    return new UsersOfProvider(terminal).run(command, settings());
  }

  int inspectToken(ParseResult parsed) {
    return new TokenInspection(terminal).run(settings());
  }

  int rotateKey(ParseResult parsed) {
    return KeyRotation.run(settings().provider(), terminal.out());
  }

  int sealKeys(ParseResult parsed) {
    return new KeySealing(terminal).run(settings().provider());
  }

  int health(ParseResult parsed) {
    return new HealthCheck(terminal.out()).run(settings().server().address());
  }

  int completion(ParseResult parsed) {
    CommandSpec root = parsed.commandSpec().root();
    terminal.out().print(AutoComplete.bash(CommandTree.NAME, root.commandLine()));
    return ExitCode.DONE;
  }
}
