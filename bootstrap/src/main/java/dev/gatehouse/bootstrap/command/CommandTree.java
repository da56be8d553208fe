package dev.gatehouse.bootstrap.command;

import dev.gatehouse.bootstrap.command.UsersCommand.Listing;
import dev.gatehouse.bootstrap.command.UsersCommand.PasswordReset;
import dev.gatehouse.bootstrap.terminal.CommandFailedException;
import dev.gatehouse.bootstrap.terminal.ExitCode;
import dev.gatehouse.bootstrap.terminal.Version;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The commands, their options and their descriptions. */
final class CommandTree {
  static final String NAME = "gatehouse";
  static final String FEATURES = "--features";

  private final Commands commands;

  /** The action of a command. */
  @FunctionalInterface
  interface Action {
    /**
     * Runs the action.
     *
     * @return the exit code, or {@link ExitCode#SERVING}
     * @throws CommandFailedException if the command fails
     */
    int run(ParseResult parsed);
  }

  CommandTree(Commands commands) {
    this.commands = commands;
  }

  /** Returns the command {@code gatehouse} with all its commands. */
  CommandSpec root() {
    CommandSpec root =
        command(NAME, commands::serve, "Registers users, logs them in and guards endpoints.")
            .addOption(features())
            .addSubcommand(
                "serve",
                command(
                        "serve",
                        commands::serve,
                        "Serves until a signal ends the process. This is the default command.")
                    .addOption(features()))
            .addSubcommand(
                "doctor",
                command(
                        "doctor",
                        commands::doctor,
                        "Checks the settings and the provider, and says how to fix the problems"
                            + " that it finds.",
                        "Exits with 1 if it finds an error.")
                    .addOption(json())
                    .addOption(features()))
            .addSubcommand(
                "config",
                command(
                        "config",
                        commands::config,
                        "Prints the value of each setting and where it comes from.")
                    .addOption(features()))
            .addSubcommand("token", tokens())
            .addSubcommand("users", users())
            .addSubcommand(
                "rotate-key",
                command(
                    "rotate-key",
                    commands::rotateKey,
                    "Rotates the signing key of the embedded provider, whether or not it is being"
                        + " served."))
            .addSubcommand(
                "seal-keys",
                command(
                    "seal-keys",
                    commands::sealKeys,
                    "Seals the keys of the embedded provider with MASTER_KEY, in place of the"
                        + " master key on the standard input."))
            .addSubcommand(
                "health",
                command(
                    "health",
                    commands::health,
                    "Asks the server on HOST and PORT whether it is ready. Exits with 1 if not."))
            .addSubcommand(
                "completion",
                command(
                    "completion",
                    commands::completion,
                    "Prints a completion script for bash and zsh: . <(gatehouse completion)"));
    root.usageMessage()
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(exitCodes())
        .footer("", "Settings are environment variables: " + NAME + " config prints them.");
    return root;
  }

  private static SequencedMap<String, String> exitCodes() {
    SequencedMap<String, String> codes = new LinkedHashMap<>();
    codes.put("0", "done");
    codes.put("1", "the command failed");
    codes.put("2", "the command line or a setting is wrong");
    return codes;
  }

  private static OptionSpec features() {
    return OptionSpec.builder(FEATURES)
        .type(Path[].class)
        .paramLabel("PATH")
        .description("A jar of features, or a folder of jars; once or more.")
        .build();
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
                commands::inspectToken,
                "Verifies the token on the standard input like the server, and explains what it"
                    + " finds. Exits with 1 if the token is refused.",
                "Only the server knows whether the token was revoked."));
  }

  private CommandSpec users() {
    return group("users", "Lists and changes the users of the embedded provider.")
        .addSubcommand(
            "list",
            user(
                    "list",
                    "Prints the users, one per line, sorted by name.",
                    parsed ->
                        new Listing(
                            parsed.matchedOptionValue(UserArguments.AFTER, null),
                            parsed.matchedOptionValue(UserArguments.LIMIT, Long.MAX_VALUE)))
                .addOption(UserArguments.after())
                .addOption(UserArguments.limit()))
        .addSubcommand(
            "disable",
            user(
                "disable",
                "Disables the user NAME and ends all sessions of the user.",
                parsed -> UsersCommand.disable(parsed.matchedPositionalValue(0, null)),
                UserArguments.username()))
        .addSubcommand(
            "enable",
            user(
                "enable",
                "Enables the disabled user NAME.",
                parsed -> UsersCommand.enable(parsed.matchedPositionalValue(0, null)),
                UserArguments.username()))
        .addSubcommand(
            "reset-password",
            user(
                "reset-password",
                "Sets a temporary password for the user NAME and prints it.",
                parsed -> new PasswordReset(parsed.matchedPositionalValue(0, null)),
                UserArguments.username()))
        .addSubcommand(
            "remove-totp",
            user(
                "remove-totp",
                "Removes the authenticator app of the user NAME.",
                parsed -> UsersCommand.removeTotp(parsed.matchedPositionalValue(0, null)),
                UserArguments.username()))
        .addSubcommand(
            "add-to-group",
            user(
                "add-to-group",
                "Adds the user NAME to the group GROUP.",
                parsed ->
                    new UsersCommand.GroupJoin(
                        parsed.matchedPositionalValue(0, null),
                        parsed.matchedPositionalValue(1, null)),
                UserArguments.username(),
                UserArguments.group()))
        .addSubcommand(
            "remove-from-group",
            user(
                "remove-from-group",
                "Removes the user NAME from the group GROUP.",
                parsed ->
                    UsersCommand.removeFromGroup(
                        parsed.matchedPositionalValue(0, null),
                        parsed.matchedPositionalValue(1, null)),
                UserArguments.username(),
                UserArguments.group()));
  }

  private CommandSpec user(
      String name,
      String description,
      Function<ParseResult, UsersCommand> parse,
      PositionalParamSpec... names) {
    CommandSpec spec =
        command(name, parsed -> commands.changeUsers(parse.apply(parsed)), description);
    spec.usageMessage().showEndOfOptionsDelimiterInUsageHelp(names.length > 0);
    Stream.of(names).forEach(spec::addPositional);
    return spec;
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
}
