package dev.gatehouse.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.adapter.embedded.EmbeddedIdentityProvider;
import dev.gatehouse.adapter.embedded.EmbeddedSettings;
import dev.gatehouse.adapter.embedded.UserAdministration;
import dev.gatehouse.bootstrap.DoctorReport;
import dev.gatehouse.bootstrap.GatehouseProcess;
import dev.gatehouse.bootstrap.terminal.Terminal;
import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Group;
import dev.gatehouse.domain.MasterKey;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.NewUser;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import dev.gatehouse.domain.login.Credentials.UsernamePassword;
import dev.gatehouse.domain.login.LoginProgress.LoggedIn;
import dev.gatehouse.domain.token.Tokens;
import dev.gatehouse.testkit.TokenMint;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the commands, except those that are tested with the packaged jar. */
final class CommandsTest {
  private static final Caller CALLER = new Caller("test", ClientAddress.of("192.0.2.1"));

  private static final String ISSUER = "http://127.0.0.1:8080";

  private static final String KEY = "A".repeat(43) + "=";
  private static final String OTHER_KEY = "E".repeat(43) + "=";

  private static final NewPassword PASSWORD = new NewPassword("Correct1horse");

  @TempDir private Path folder;
  private final Map<String, String> variables = new HashMap<>();
  private boolean coloured;

  /** The exit code of a command and its output. */
  private record Ended(int code, String out, String err) {
    void assertRefused(int expected, String... parts) {
      assertThat(code).as("%s%s", out, err).isEqualTo(expected);
      assertThat(out).isEmpty();
      assertThat(err).startsWith("gatehouse: ").hasLineCount(1).contains(parts);
    }
  }

  private Ended run(String... words) {
    return given("", words);
  }

  private Ended given(String input, String... words) {
    variables.putIfAbsent("DATA_DIR", folder.resolve("data").toString());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            coloured);
    int code = new Commands(variables, terminal, _ -> {}).run(List.of(words));
    return new Ended(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "serve --help",
        "doctor -h",
        "config --help",
        "token --help",
        "token inspect --help",
        "users --help",
        "users list --help",
        "users disable --help",
        "users add-to-group -h",
        "rotate-key --help",
        "seal-keys --help",
        "health --help",
        "completion --help"
      })
  void every_command_prints_its_help(String words) {
    Ended ended = run(words.split(" ", -1));

    assertThat(ended.code()).isZero();
    assertThat(ended.out()).startsWith("Usage: gatehouse");
    assertThat(ended.err()).isEmpty();
  }

  @Test
  void version_option_prints_the_version() {
    assertThat(run("--version")).isEqualTo(new Ended(0, "gatehouse development\n", ""));
  }

  @Test
  void wrong_command_prints_one_line_with_a_hint() {
    run("serf").assertRefused(2, "'serf'", "gatehouse --help");
    run("rotate-keys").assertRefused(2, "did you mean rotate-key");
    run("users", "disable").assertRefused(2, "NAME", "gatehouse users disable --help");
    run("users", "list", "all").assertRefused(2, "'all'");
    run("--features").assertRefused(2, "--features", "PATH");
    run("doctor", "--yaml").assertRefused(2, "--yaml");
    run("token").assertRefused(2, "inspect");
    run("users", "disable", "a\u001b[31m b").assertRefused(2, "user name");
  }

  /** A name may look like an option, like the name of a file of arguments, or like part of one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "@names",
        "-h",
        "--help",
        "--features",
        "--he",
        "-",
        "--",
        "-x",
        "@@",
        "žofie",
        "王"
      })
  void names_are_taken_as_they_are(String name) throws IOException {
    Files.writeString(folder.resolve("names"), "alice");
    variables.put("DATA_DIR", folder.resolve("data").toString());
    register(name).close();

    assertThat(run("users", "add-to-group", "--", name, name).out())
        .startsWith(name + " is in the group " + name);
    assertThat(run("users", "disable", "--", name).out())
        .isEqualTo(name + " is disabled, all sessions have ended.\n");
    assertThat(run("users", "list").out())
        .isEqualTo(name + " alice@example.com unverified disabled " + name + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-x", "--he", "--features", "--dry-run", "-žofie"})
  void name_that_looks_like_an_option_is_refused_before_the_delimiter(String name) {
    register(name).close();

    for (String command :
        List.of("disable", "enable", "reset-password", "remove-totp", "add-to-group")) {
      run("users", command, name).assertRefused(2, "'" + name + "'", "after --");
    }
    run("users", "add-to-group", "alice", name).assertRefused(2, "'" + name + "'", "after --");
    run("users", "disable", name, "--", "alice").assertRefused(2, "'" + name + "'", "after --");
    assertThat(run("users", "list").out()).contains("confirmed").doesNotContain("disabled");
  }

  @Test
  void list_of_users_can_begin_and_end_anywhere() {
    for (String name : List.of("dave", "Bob", "alice", "carol")) {
      register(name).close();
    }

    assertThat(names("users", "list")).containsExactly("alice", "Bob", "carol", "dave");
    assertThat(names("users", "list", "--limit", "2")).containsExactly("alice", "Bob");
    assertThat(names("users", "list", "--after", "bob")).containsExactly("carol", "dave");
    assertThat(names("users", "list", "--after=BOB", "--limit=1")).containsExactly("carol");
    assertThat(names("users", "list", "--after", "dave")).isEmpty();
    run("users", "list", "--after", "b b").assertRefused(2, "user name");
    run("users", "list", "--limit", "0").assertRefused(2, "--limit", "whole number");
  }

  private List<String> names(String... words) {
    return run(words).out().lines().map(line -> line.split(" ", -1)[0]).toList();
  }

  @Test
  void help_shows_where_names_begin() {
    assertThat(run("users", "add-to-group", "--help").out()).contains("[--] NAME GROUP");
  }

  @Test
  void one_group_too_many_is_refused_in_one_line() throws IOException {
    variables.put("DATA_DIR", folder.resolve("data").toString());
    try (EmbeddedIdentityProvider provider = register("alice");
        UserAdministration users = UserAdministration.of(provider)) {
      for (int i = 0; i < 100; i++) {
        users.addToGroup(new Username("alice"), new Group("group-" + i));
      }
    }

    run("users", "add-to-group", "alice", "another").assertRefused(1, "alice", "100 groups");
  }

  @Test
  void completion_completes_every_command() {
    Ended ended = run("completion");

    assertThat(ended.code()).isZero();
    assertThat(ended.out()).contains("complete -F", "rotate-key", "add-to-group", "--json");
  }

  @Test
  void config_prints_values_and_sources_and_hides_secrets() {
    variables.put("PORT", "9000");
    variables.put("SESSION_KEY", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    variables.put("MASTER_KEY", KEY);
    variables.put("TOTP_ISSUER", "Shop\u202e");

    Ended ended = run("config");

    assertThat(ended.code()).isZero();
    assertThat(ended.out().lines().map(line -> line.replaceAll(" +", " ")))
        .contains(
            "PORT 9000 environment",
            "HOST 127.0.0.1 default",
            "PUBLIC_URL http://127.0.0.1:9000 default",
            "IDENTITY_PROVIDER embedded default",
            "SESSION_KEY ******** environment",
            "MASTER_KEY ******** environment",
            "TOTP_ISSUER Shop? environment",
            "CORS_ORIGINS - default",
            "MANAGEMENT_PORT 0 default")
        .noneMatch(line -> line.contains("AAECAw") || line.contains(KEY));
  }

  @Test
  void config_of_user_pool_hides_the_client_secret() {
    variables.put("USER_POOL_ID", "eu-central-1_AbC");
    variables.put("COGNITO_CLIENT_ID", "client");
    variables.put("COGNITO_CLIENT_SECRET", "do-not-print");

    assertThat(run("config").out().replaceAll(" +", " "))
        .contains("COGNITO_CLIENT_SECRET ******** environment")
        .contains("AWS_REGION eu-central-1 default")
        .contains("COGNITO_ISSUER https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbC")
        .doesNotContain("do-not-print");
  }

  @Test
  void config_prints_wrong_settings_after_the_others() {
    variables.put("PORT", "x");

    Ended ended = run("config");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).contains("PORT", "HOST");
    assertThat(ended.err()).startsWith("gatehouse: PORT is \"x\"").hasLineCount(1);
  }

  @Test
  void only_terminals_get_colours() {
    assertThat(run("--help").out() + run("config").out() + run("serf").err())
        .doesNotContain("\u001b");
    coloured = true;

    assertThat(run("--help").out()).contains("\u001b[");
    assertThat(run("serf").err()).startsWith("\u001b[");
  }

  private Tokens tokens() {
    try (EmbeddedIdentityProvider provider = register("alice")) {
      return ((LoggedIn)
              provider
                  .logins()
                  .logIn(
                      new Caller("test", ClientAddress.of("127.0.0.1")),
                      new UsernamePassword(new Username("alice"), PASSWORD.asPassword())))
          .tokens();
    }
  }

  /** Opens the provider of the commands and registers a user; the caller closes it. */
  private EmbeddedIdentityProvider register(String name) {
    EmbeddedSettings settings =
        new EmbeddedSettings(
            folder.resolve("data"),
            ISSUER,
            Duration.ofHours(1),
            Duration.ofDays(1),
            RegistrationConfirmation.AUTO);
    EmbeddedIdentityProvider provider =
        EmbeddedIdentityProvider.in(settings, InstantSource.system()).open();
    var _ =
        provider
            .registrations()
            .register(
                CALLER,
                new NewUser(new Username(name), PASSWORD, new EmailAddress("alice@example.com")));
    return provider;
  }

  @Test
  void inspect_accepts_and_describes_valid_token() {
    String token = tokens().idToken().reveal();

    for (String input : List.of(token, "  Bearer " + token + "\n")) {
      Ended ended = given(input, "token", "inspect");

      assertThat(ended.code()).as(ended.err()).isZero();
      assertThat(ended.out())
          .startsWith("accepted: an ID token of alice, for another 5")
          .contains("alg=RS256", "iss=" + ISSUER, "token_use=id")
          .doesNotContain(token);
    }
  }

  @Test
  void refused_token_is_explained() {
    String access = tokens().accessToken().reveal();
    TokenMint stranger = new TokenMint("https://else\u001b[31mwhere", "other-key");
    String strange = stranger.token(stranger.idClaims("client", Instant.now())).reveal();

    assertThat(given(access, "token", "inspect").out())
        .startsWith("refused: wrong_use\nmeaning: ")
        .contains("ACCEPTED_TOKENS", "trusted: " + ISSUER, "token_use=access");
    assertThat(given(strange, "token", "inspect").out())
        .startsWith("refused: unknown_key")
        .contains("iss=https://else?[31mwhere")
        .doesNotContain("\u001b");
    Ended garbage = given("garbage", "token", "inspect");
    assertThat(garbage.code()).isEqualTo(1);
    assertThat(garbage.out()).startsWith("refused: not_three_parts").contains("claims: unreadable");
  }

  @Test
  void missing_token_or_provider_prints_one_line() {
    given("", "token", "inspect").assertRefused(2, "no token");
    given("garbage", "token", "inspect").assertRefused(1, "no provider", "DATA_DIR");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void doctor_misses_only_a_master_key_in_default_settings() {
    Ended warned = run("doctor");
    assertThat(warned.code()).isZero();
    assertThat(warned.out())
        .contains("warning no_master_key: MASTER_KEY is not set")
        .contains("ok      password_hashing: libsodium computes password hashes")
        .endsWith("0 errors, 1 warnings, 2 ok\n");
    variables.put("MASTER_KEY", KEY);

    Ended ended = run("doctor");

    assertThat(ended.code()).isZero();
    assertThat(ended.out()).endsWith("0 errors, 0 warnings, 3 ok\n");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void doctor_warns_about_weak_settings() throws IOException {
    variables.put("HOST", "0.0.0.0");
    variables.put("PUBLIC_URL", "http://auth.example.com");
    variables.put("MANAGEMENT_PORT", "9090");
    variables.put("MANAGEMENT_HOST", "0.0.0.0");
    variables.put("CORS_ORIGINS", "http://app.example.com,http://localhost:3000");
    variables.put("LOGIN_ATTEMPTS", "0");
    variables.put("CODES_PER_ACCOUNT", "0");

    Ended ended = run("doctor", "--json");

    assertThat(ended.code()).as("warnings are no errors").isZero();
    DoctorReport.assertThatProblems(ended.out())
        .containsExactlyInAnyOrder(
            "public_url_in_the_clear",
            "no_trusted_proxies",
            "management_exposed",
            "origin_in_the_clear",
            "limits_off",
            "no_master_key");
    assertThat(ended.out()).contains("LOGIN_ATTEMPTS, CODES_PER_ACCOUNT");
  }

  @Test
  void doctor_reports_wrong_settings_as_errors() {
    variables.put("PORT", "x");
    variables.put("ACCEPTED_TOKENS", "any");

    Ended ended = run("doctor");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out())
        .contains("error   wrong_setting: PORT is \"x\"", "ACCEPTED_TOKENS", "fix: ")
        .endsWith("2 errors, 0 warnings, 0 ok\n");
  }

  @Test
  void doctor_checks_the_data_folder() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    Path keys = Files.createDirectory(data.resolve("signing-keys"));
    Path key = Files.createFile(keys.resolve("a.pem"));
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    assertThat(run("doctor").out()).contains("ok      data_directory");

    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
    Ended readable = run("doctor");
    assertThat(readable.code()).isEqualTo(1);
    assertThat(readable.out()).contains("error   key_readable_by_others", "chmod 600 " + key);

    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    Files.createSymbolicLink(data.resolve("start.lock"), key);
    assertThat(run("doctor").out())
        .contains("warning link_in_data_directory", "start.lock is a link");

    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxrwxrwx"));
    Ended unsafe = run("doctor");
    assertThat(unsafe.code()).isEqualTo(1);
    assertThat(unsafe.out()).contains("error   data_directory_unsafe", "chmod 700 " + data);

    variables.put("DATA_DIR", key.toString());
    assertThat(run("doctor").out()).contains("error   data_directory_unusable");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void doctor_opens_and_parses_the_keys(boolean sealed) throws IOException {
    variables.put("MASTER_KEY", sealed ? KEY : "");
    register("alice").close();
    run("rotate-key");
    Path data = folder.resolve("data");
    assertThat(run("doctor").out()).contains("ok      data_directory");

    Path totp = data.resolve("totp/secrets.key");
    String text = Files.readString(totp);
    Files.writeString(totp, text.substring(0, text.length() - 8));
    assertThat(run("doctor").out()).contains("error   key_unusable: " + totp);

    Files.writeString(totp, text);
    try (Stream<Path> keys = Files.list(data.resolve("signing-keys"))) {
      Path key = keys.findFirst().orElseThrow();
      Files.writeString(key, Files.readString(key).substring(8));
      Ended damaged = run("doctor");
      assertThat(damaged.code()).isEqualTo(1);
      assertThat(damaged.out()).contains("error   key_unusable: " + key).contains("\n1 errors, ");
    }
  }

  @Test
  void doctor_names_files_that_the_server_cannot_read() throws IOException {
    register("alice").close();
    Path data = folder.resolve("data");
    assumeTrue((int) Files.getAttribute(data, "unix:uid") == 0, "only root changes owners");
    Path key = data.resolve("totp/secrets.key");
    for (Path file : List.of(data, data.resolve("gatehouse.db"), data.resolve("totp"))) {
      Files.setAttribute(file, "unix:uid", 65534);
    }
    Files.writeString(data.resolve("notes"), "of root");

    Ended ended = run("doctor");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out())
        .contains(
            "error   file_of_another_user: " + key + " belongs to the user root", "fix: chown ")
        .doesNotContain(data.resolve("notes").toString(), "gatehouse.db");
  }

  @Test
  void doctor_says_which_master_key_the_keys_need() {
    register("alice").close();
    variables.put("MASTER_KEY", KEY);
    assertThat(run("doctor").out()).contains("warning key_not_sealed: ", ".pem", "secrets.key");

    run("rotate-key");
    assertThat(run("doctor").out()).endsWith("0 errors, 0 warnings, 3 ok\n");

    variables.put("MASTER_KEY", OTHER_KEY);
    Ended other = run("doctor");
    assertThat(other.code()).isEqualTo(1);
    assertThat(other.out())
        .contains("error   key_sealed_with_another_master_key")
        .contains("the master key " + new MasterKey(KEY).id())
        .contains("MASTER_KEY is " + new MasterKey(OTHER_KEY).id())
        .doesNotContain(KEY, OTHER_KEY);
    variables.remove("MASTER_KEY");
    assertThat(run("doctor").out()).contains("MASTER_KEY is not set", new MasterKey(KEY).id());
  }

  @Test
  void seal_keys_changes_the_master_key() {
    register("alice").close();
    variables.put("MASTER_KEY", KEY);
    run("rotate-key");
    variables.put("MASTER_KEY", OTHER_KEY);
    run("rotate-key").assertRefused(1, "MASTER_KEY", new MasterKey(KEY).id());

    given(OTHER_KEY, "seal-keys").assertRefused(1, "MASTER_KEY", new MasterKey(KEY).id());
    Ended sealed = given(KEY + "\n", "seal-keys");

    assertThat(sealed.code()).as(sealed.err()).isZero();
    assertThat(sealed.out())
        .isEqualTo(
            "The keys in %s are sealed with the master key %s.\n"
                .formatted(folder.resolve("data"), new MasterKey(OTHER_KEY).id()));
    assertThat(run("rotate-key").code()).isZero();
  }

  @Test
  void wrong_seal_keys_command_prints_one_line_without_a_key() {
    given(KEY, "seal-keys").assertRefused(2, "set MASTER_KEY");
    variables.put("MASTER_KEY", KEY);
    given(OTHER_KEY, "seal-keys").assertRefused(1, "no provider", "DATA_DIR");
    register("alice").close();
    for (String input : List.of("", KEY.substring(1), KEY + KEY + KEY)) {
      Ended ended = given(input, "seal-keys");
      ended.assertRefused(2, "standard input", "32 bytes in Base64");
      assertThat(ended.err()).doesNotContain("AAAA");
    }
    variables.put("USER_POOL_ID", "eu-central-1_AbC");
    variables.put("COGNITO_CLIENT_ID", "client");
    given(KEY, "seal-keys").assertRefused(2, "embedded provider only");
  }

  @Test
  void health_command_prints_one_line_without_a_server() throws IOException {
    variables.put("PORT", Integer.toString(GatehouseProcess.freePort()));

    run("health").assertRefused(1, "no response from http://127.0.0.1:");
  }
}
