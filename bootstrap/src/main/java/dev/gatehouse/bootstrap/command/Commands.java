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
    // A name may begin with @. One that begins with - goes after --.
    commandLine.setExpandAtFiles(false);
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
    CommandSpec spec = e.getCommandLine().getCommandSpec();
    return CommandFailedException.wrongUse(
            "%s (%s --help shows the arguments)".formatted(mistake(e), spec.qualifiedName()))
        .tell(terminal);
  }

  private static String mistake(ParameterException e) {
    CommandLine command = e.getCommandLine();
    if (!command.getCommandSpec().positionalParameters().isEmpty()) {
      for (String word : command.getUnmatchedArguments()) {
        if (word.startsWith("-")) {
          return "Unknown option: '%s'; put names that begin with - after --".formatted(word);
        }
      }
    }
    List<String> suggestions =
        e instanceof CommandLine.UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions()
            : List.of();
    return suggestions.isEmpty()
        ? String.valueOf(e.getMessage())
        : "%s; did you mean %s?".formatted(e.getMessage(), String.join(" or ", suggestions));
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
