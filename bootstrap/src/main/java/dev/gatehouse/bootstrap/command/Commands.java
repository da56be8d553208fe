package dev.gatehouse.bootstrap.command;

import dev.gatehouse.bootstrap.doctor.Doctor;
import dev.gatehouse.bootstrap.logging.LogProperties;
import dev.gatehouse.bootstrap.settings.EffectiveSettings;
import dev.gatehouse.bootstrap.settings.Settings;
import dev.gatehouse.bootstrap.settings.SettingsReader;
import dev.gatehouse.bootstrap.terminal.CommandFailedException;
import dev.gatehouse.bootstrap.terminal.ExitCode;
import dev.gatehouse.bootstrap.terminal.Terminal;
import dev.gatehouse.bootstrap.terminal.Version;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command line: the commands, their arguments and their exit codes. */
public final class Commands {
  private static final String NAME = "gatehouse";

  private final Map<String, String> variables;
  private final Terminal terminal;
  private final Consumer<Map<String, String>> properties;

  /** The action of a command. */
  @FunctionalInterface
  private interface Action {
    /**
     * Runs the action.
     *
     * @return the exit code, or {@link ExitCode#SERVING}
     * @throws CommandFailedException if the command fails
     */
    int run(ParseResult parsed);
  }

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
    OptionSpec features =
        OptionSpec.builder("--features")
            .type(Path[].class)
            .paramLabel("PATH")
            .description("A jar of features, or a folder of jars; once or more.")
            .build();
    CommandSpec root =
        command(NAME, this::serve, "Registers users, logs them in and guards endpoints.")
            .addOption(features)
            .addSubcommand(
                "serve",
                command(
                        "serve",
                        this::serve,
                        "Serves until a signal ends the process. This is the default command.")
                    .addOption(features))
            .addSubcommand(
                "doctor",
                command(
                        "doctor",
                        this::doctor,
                        "Checks the settings and the provider, and says how to fix the problems"
                            + " that it finds.",
                        "Exits with 1 if it finds an error.")
                    .addOption(json()))
            .addSubcommand(
                "config",
                command(
                    "config",
                    this::config,
                    "Prints the value of each setting and where it comes from."))
            .addSubcommand("token", tokens())
            .addSubcommand("users", users())
            .addSubcommand(
                "rotate-key",
                command(
                    "rotate-key",
                    this::rotateKey,
                    "Rotates the signing key of the embedded provider, whether or not it is being"
                        + " served."))
            .addSubcommand(
                "health",
                command(
                    "health",
                    this::health,
                    "Asks the server on HOST and PORT whether it is ready. Exits with 1 if not."))
            .addSubcommand(
                "completion",
                command(
                    "completion",
                    this::completion,
                    "Prints a completion script for bash and zsh: . <(gatehouse completion)"));
    root.usageMessage()
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(exitCodes())
        .footer("", "Settings are environment variables: " + NAME + " config prints them.");
    CommandLine commandLine = new CommandLine(root);
    commandLine.setColorScheme(
        Help.defaultColorScheme(terminal.coloured() ? Help.Ansi.ON : Help.Ansi.OFF));
    commandLine.setOut(new PrintWriter(terminal.out(), true, terminal.out().charset()));
    commandLine.setErr(new PrintWriter(terminal.err(), true, terminal.err().charset()));
    commandLine.setUsageHelpWidth(100);
    commandLine.setExecutionStrategy(this::execute);
    commandLine.setParameterExceptionHandler((e, _) -> misused(e));
    return commandLine;
  }

  private static SequencedMap<String, String> exitCodes() {
    SequencedMap<String, String> codes = new LinkedHashMap<>();
    codes.put("0", "done");
    codes.put("1", "the command failed");
    codes.put("2", "the command line or a setting is wrong");
    return codes;
  }

  private static OptionSpec json() {
    return OptionSpec.builder("--json").type(boolean.class).description("Prints JSON.").build();
  }

  private CommandSpec tokens() {
    return group("token", "Inspects tokens.")
        .addSubcommand(
            "inspect",
            command(
                "inspect",
                this::inspectToken,
                "Verifies the token on the standard input like the server, and explains what it"
                    + " finds. Exits with 1 if the token is refused.",
                "Only the server knows whether the token was revoked."));
  }

  private CommandSpec users() {
    return group("users", "Lists and changes the users of the embedded provider.")
        .addSubcommand("list", user("list", "Prints all users, one per line."))
        .addSubcommand(
            "disable",
            user("disable", "Disables a user and ends all sessions of the user.", "NAME"))
        .addSubcommand("enable", user("enable", "Enables a disabled user.", "NAME"))
        .addSubcommand(
            "reset-password",
            user("reset-password", "Sets a temporary password and prints it.", "NAME"))
        .addSubcommand(
            "remove-totp", user("remove-totp", "Removes the authenticator app of a user.", "NAME"))
        .addSubcommand(
            "add-to-group", user("add-to-group", "Adds a user to a group.", "NAME", "GROUP"))
        .addSubcommand(
            "remove-from-group",
            user("remove-from-group", "Removes a user from a group.", "NAME", "GROUP"));
  }

  private CommandSpec user(String verb, String description, String... labels) {
    CommandSpec spec =
        command(
            verb,
            parsed ->
                new UsersOfProvider(terminal)
                    .run(
                        Stream.concat(
                                Stream.of(verb),
                                Stream.of(labels)
                                    .map(label -> position(parsed, List.of(labels).indexOf(label))))
                            .toList(),
                        settings()),
            description);
    for (int i = 0; i < labels.length; i++) {
      spec.addPositional(
          PositionalParamSpec.builder()
              .index(Integer.toString(i))
              .type(String.class)
              .paramLabel(labels[i])
              .required(true)
              .build());
    }
    return spec;
  }

  private static String position(ParseResult parsed, int index) {
    return parsed.matchedPositionalValue(index, "");
  }

  private static CommandSpec command(String name, Action action, String... description) {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(action).name(name);
    spec.mixinStandardHelpOptions(true);
    spec.versionProvider((IVersionProvider) () -> new String[] {NAME + " " + Version.CURRENT});
    spec.usageMessage().description(description);
    return spec;
  }

  /** Creates a command that only contains other commands. */
  private static CommandSpec group(String name, String description) {
    return command(
        name,
        parsed -> {
          throw CommandFailedException.wrongUse(
              name
                  + " needs one of: "
                  + String.join(", ", parsed.commandSpec().subcommands().keySet()));
        },
        description);
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
      return ((Action) innermost.commandSpec().userObject()).run(innermost);
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
            e.getMessage() + instead + " (" + command + " --help tells what it takes)")
        .tell(terminal);
  }

  private Settings settings() {
    return read().valid();
  }

  private Settings.Reading read() {
    properties.accept(LogProperties.of(variables, false));
    return SettingsReader.read(variables);
  }

  private int serve(ParseResult parsed) {
    Path[] features = parsed.matchedOptionValue("--features", new Path[0]);
    return new ServeCommand(variables, terminal, properties).run(List.of(features));
  }

  private int doctor(ParseResult parsed) {
    return new Doctor(terminal).run(read(), parsed.hasMatchedOption("--json"));
  }

  private int config(ParseResult parsed) {
    return EffectiveSettings.print(read(), terminal);
  }

  private int inspectToken(ParseResult parsed) {
    return new TokenInspection(terminal).run(settings());
  }

  private int rotateKey(ParseResult parsed) {
    return KeyRotation.run(settings().provider(), terminal.out());
  }

  private int health(ParseResult parsed) {
    return new HealthCheck(terminal.out()).run(settings().server());
  }

  private int completion(ParseResult parsed) {
    CommandSpec root = parsed.commandSpec().root();
    terminal.out().print(AutoComplete.bash(NAME, root.commandLine()));
    return ExitCode.DONE;
  }
}
