package dev.gatehouse.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ProviderSettings;
import dev.gatehouse.adapter.http.spi.Setting;
import dev.gatehouse.bootstrap.settings.Settings.Reading;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks every declared setting: its error line and its line in the documentation. */
final class DeclaredSettingsTest {
  private static final Map<String, String> POOL =
      Map.of("USER_POOL_ID", "eu-central-1_AbC", "COGNITO_CLIENT_ID", "client");

  /** A wrong value for each setting. */
  private static final SequencedMap<String, String> WRONG = wrongValues();

  private static SequencedMap<String, String> wrongValues() {
    SequencedMap<String, String> wrong = new LinkedHashMap<>();
    """
    PORT                       http
    HOST                       a_b
    PUBLIC_URL                 https://auth_server
    CORS_ORIGINS               https://app.example.com/path
    TRUSTED_PROXIES            10.0.0.0/33
    FORWARDED_HEADER           x-real-ip
    LOGIN_ATTEMPTS             -1
    LOGIN_ATTEMPTS_PER_ACCOUNT many
    LOGIN_ATTEMPTS_PER_ADDRESS 1000001
    REQUESTS_PER_ADDRESS       1.5
    REGISTRATIONS_PER_ADDRESS  +-1
    CODES_PER_ACCOUNT          99999999999
    CODES_PER_MAILBOX          ten
    SESSION_KEY                do-not-print
    MASTER_KEY                 do-not-print
    TOTP_ISSUER                a:b
    ACCEPTED_TOKENS            ID
    CLOCK_SKEW_SECONDS         61
    TOKEN_CACHE_SIZE           -1
    PASSWORD_POLICY            strong
    REGISTRATION_CONFIRMATION  sms
    HIDE_TAKEN_USERNAMES       yes
    STEP_UP_MINUTES            1441
    SHUTDOWN_GRACE_SECONDS     10s
    MANAGEMENT_PORT            65536
    MANAGEMENT_HOST            [::1
    WEB_PAGES                  no
    DEV_CAPTURED_CODES         true
    LOG_LEVEL                  loud
    LOG_FORMAT                 xml
    IDENTITY_PROVIDER          okta
    DATA_DIR                   \0
    ID_TOKEN_MINUTES           0
    REFRESH_TOKEN_DAYS         -1
    USER_POOL_ID               pool
    COGNITO_CLIENT_ID          a,b
    COGNITO_CLIENT_SECRET      do-not-print-é
    COGNITO_USER_CONTEXT       yes
    AWS_REGION                 EU
    COGNITO_ENDPOINT           http://cognito_local:9229
    COGNITO_ISSUER             x
    COGNITO_JWKS_URL           http://cognito_local:9229/keys
    KEY_SET_REFRESH_SECONDS    9
    COGNITO_QUOTA_AUTHENTICATION -1
    COGNITO_QUOTA_CHALLENGES   many
    COGNITO_QUOTA_CREATION     100001
    COGNITO_QUOTA_RECOVERY     1.5
    COGNITO_QUOTA_READ         50/s
    COGNITO_QUOTA_UPDATE       x
    COGNITO_QUOTA_TOKEN        -0x1
    COGNITO_QUOTA_RESOURCE_READ 1e3
    COGNITO_QUOTA_RESOURCE_UPDATE 99999999999
    SHARED_STORE_URL           http://do-not-print
    SHARED_STORE_CA_FILE       missing.pem
    HTTP_PROXY                 ftp://do-not-print
    HTTPS_PROXY                http://do-not-print:0
    NO_PROXY                   http://pool.test
    """
        .lines()
        .map(line -> line.split(" +", 2))
        .forEach(line -> wrong.put(line[0], line[1]));
    return wrong;
  }

  @Test
  void wrong_value_of_each_setting_gives_one_line() {
    assertThat(WRONG.sequencedKeySet())
        .containsExactlyElementsOf(SettingsReader.DECLARED.stream().map(Setting::name).toList());
    WRONG.forEach(
        (name, wrong) -> {
          Setting<?> setting =
              SettingsReader.DECLARED.stream()
                  .filter(declared -> declared.name().equals(name))
                  .findFirst()
                  .orElseThrow();
          String line =
              setting.isSecret()
                  ? name + " has a wrong value, which is not shown; it may be " + setting.allowed()
                  : "%s is \"%s\"; it may be %s"
                      .formatted(name, wrong.replace('\0', '?'), setting.allowed());
          assertThat(complaintsAbout(name, wrong)).containsExactly(line);
          System.out.printf("%-27s %-31s %s%n", name, wrong.replace('\0', '?'), line);
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PORT|0",
        "HOST|a b",
        "HOST|-a",
        "HOST|a..b",
        "HOST|1.2.3.4.5",
        "HOST|[::1]x",
        "HOST|[localhost]",
        "HOST|fe80::1%eth0",
        "PUBLIC_URL|auth.example.com",
        "PUBLIC_URL|ftp://x",
        "PUBLIC_URL|https://x/?q",
        "PUBLIC_URL|https://user@x",
        "PUBLIC_URL|http://x:0",
        "PUBLIC_URL|http://x:70000",
        "PUBLIC_URL|http://300.1.1.1",
        "PUBLIC_URL|http://[::1",
        "PUBLIC_URL|http://[1.2.3.4]",
        "PUBLIC_URL|http://straße.example",
        "PUBLIC_URL|http://x/%",
        "PUBLIC_URL|http://x/a%2Fb",
        "PUBLIC_URL|http://x//a",
        "PUBLIC_URL|http://x/a;b",
        "PUBLIC_URL|http://x/a/..",
        "PUBLIC_URL|http://x/./a",
        "CORS_ORIGINS|*",
        "CORS_ORIGINS|https://*.x",
        "CORS_ORIGINS|https://x/",
        "TRUSTED_PROXIES|proxy.local",
        "TRUSTED_PROXIES|::1/129",
        "TRUSTED_PROXIES|10.1.2.3/8",
        "USER_POOL_ID|EU_x",
        "USER_POOL_ID|local_abc_def",
        "USER_POOL_ID|aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
        "COGNITO_CLIENT_ID|a b",
        "COGNITO_ENDPOINT|localhost:9229",
        "HIDE_TAKEN_USERNAMES|true"
      })
  void wrong_value_is_refused(String name, String value) {
    assertThat(complaintsAbout(name, value))
        .singleElement()
        .asString()
        .startsWith(name + " is \"" + value + "\"; it may be ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"aHVzaA==", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gIQ=="})
  void session_key_of_another_length_is_refused(String key) {
    assertThat(complaintsAbout("SESSION_KEY", key)).singleElement().asString().doesNotContain(key);
  }

  /** Texts of the parts that hosts and URLs consist of, in any order, with a fixed seed. */
  @Test
  void generated_hosts_and_urls_give_at_most_one_line() {
    List<String> parts =
        List.of(
            "http",
            "https",
            "HTTP",
            "ftp",
            ":",
            "/",
            "//",
            "://",
            ".",
            "..",
            "-",
            "_",
            "@",
            "?",
            "#",
            "%",
            "%2",
            "%41",
            "[",
            "]",
            "::",
            "::1",
            "[::1]",
            "[::]",
            "0.0.0.0",
            "127.0.0.1",
            "1",
            "65536",
            ":8080",
            "localhost",
            "example.com",
            "a",
            "Z",
            "xn--",
            "ü",
            "ß",
            "例え",
            "\u200d",
            "\u202e",
            "\ud800",
            "\udc00",
            "\n",
            "\r",
            "\0",
            "\u2028",
            " ",
            "\t",
            ",",
            "*",
            "\\",
            "\"",
            "e\u0301",
            "x".repeat(64),
            "\u0661",
            "．");
    List<String> names =
        List.of(
            "HOST",
            "MANAGEMENT_HOST",
            "PUBLIC_URL",
            "CORS_ORIGINS",
            "COGNITO_ENDPOINT",
            "COGNITO_ISSUER",
            "COGNITO_JWKS_URL");
    Random random = new Random(19);
    int accepted = 0;
    for (int i = 0; i < 10_000; i++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "http://" : "");
      for (int j = random.nextInt(1, 8); j > 0; j--) {
        text.append(parts.get(random.nextInt(parts.size())));
      }
      String name = names.get(random.nextInt(names.size()));
      Map<String, String> variables = new HashMap<>(POOL);
      variables.put(name, text.toString());
      variables.put("IDENTITY_PROVIDER", name.startsWith("COGNITO") ? "cognito" : "embedded");
      switch (SettingsReader.read(variables, List.of())) {
        case Reading.Valid(var settings, _) -> {
          assertThat(callable(settings)).as("%s=%s", name, text).isTrue();
          accepted++;
        }
        case Reading.Invalid(var complaints, _) ->
            assertThat(complaints)
                .as("%s=%s", name, text)
                .singleElement()
                .asString()
                .startsWith(name + " ")
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");
      }
    }
    assertThat(accepted).isBetween(300, 9_700);
  }

  /** Builds what the consumers of the settings build; they throw if they cannot use a host. */
  private static boolean callable(Settings settings) {
    return switch (settings.provider()) {
      case ProviderSettings.Embedded(var embedded) ->
          HttpRequest.newBuilder(URI.create(embedded.issuer())).build().uri().getHost() != null;
      case ProviderSettings.Cognito pool ->
          pool.issuers().stream()
                  .map(issuer -> HttpRequest.newBuilder(issuer.keySetUrl()).build())
                  .allMatch(request -> request.uri().getHost() != null)
              && (pool.settings().endpoint() == null
                  || pool.settings().endpoint().getHost() != null);
    };
  }

  @Test
  void operating_page_has_the_table_of_the_declarations() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "operating.md"));
    String table =
        SettingsReader.DECLARED.stream()
            .map(DeclaredSettingsTest::row)
            .collect(
                Collectors.joining(
                    "\n",
                    "| name | default | allowed | meaning |\n| --- | --- | --- | --- |\n",
                    "\n"));

    assertThat(page).as("replace the table in docs/operating.md by this one").contains(table);
  }

  private static String row(Setting<?> setting) {
    boolean hasDefault =
        setting.defaultValue() != null && !List.of().equals(setting.defaultValue());
    return "| `%s` | %s | %s | %s |"
        .formatted(
            setting.name(),
            hasDefault ? "`" + setting.defaultText() + "`" : setting.defaultText(),
            setting.isSecret() ? "secret: " + setting.allowed() : setting.allowed(),
            setting.meaning());
  }

  private static List<String> complaintsAbout(String name, String value) {
    Map<String, String> variables = new HashMap<>();
    if (Set.of("AWS_REGION", "KEY_SET_REFRESH_SECONDS").contains(name)
        || ProviderDeclarations.POOL_ONLY.stream().anyMatch(pool -> pool.name().equals(name))) {
      variables.putAll(POOL);
    }
    variables.put(name, value);
    return switch (SettingsReader.read(variables, List.of())) {
      case Reading.Valid(var settings, _) -> throw new AssertionError("accepted: " + settings);
      case Reading.Invalid(var complaints, _) -> complaints;
    };
  }
}
