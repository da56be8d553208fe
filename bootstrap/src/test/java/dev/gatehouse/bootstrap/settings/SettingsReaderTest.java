package dev.gatehouse.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ProviderSettings;
import dev.gatehouse.ProviderSettings.Issuer;
import dev.gatehouse.adapter.cognito.CognitoSettings;
import dev.gatehouse.adapter.cognito.RiskContext;
import dev.gatehouse.adapter.cognito.quota.Quotas;
import dev.gatehouse.adapter.embedded.EmbeddedSettings;
import dev.gatehouse.adapter.http.ApiSettings;
import dev.gatehouse.adapter.http.message.TrustedProxies;
import dev.gatehouse.adapter.http.server.ListenAddress;
import dev.gatehouse.adapter.http.server.ServerSettings;
import dev.gatehouse.adapter.http.spi.Feature;
import dev.gatehouse.adapter.http.spi.FeatureContext;
import dev.gatehouse.adapter.http.spi.RunningFeature;
import dev.gatehouse.adapter.http.spi.Setting;
import dev.gatehouse.adapter.jwt.VerifierSettings;
import dev.gatehouse.adapter.web.WebSettings;
import dev.gatehouse.application.TakenUsernames;
import dev.gatehouse.bootstrap.settings.Settings.LogFormat;
import dev.gatehouse.bootstrap.settings.Settings.PagesSettings;
import dev.gatehouse.bootstrap.settings.Settings.Reading.Invalid;
import dev.gatehouse.bootstrap.settings.Settings.Reading.Valid;
import dev.gatehouse.domain.MasterKey;
import dev.gatehouse.domain.account.PasswordPolicy;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import dev.gatehouse.domain.limit.Limit;
import dev.gatehouse.domain.limit.Limits;
import dev.gatehouse.domain.token.TokenUse;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsReaderTest {
  private static final Map<String, String> POOL =
      Map.of("USER_POOL_ID", "eu-central-1_AbC", "COGNITO_CLIENT_ID", "client");

  @Test
  void default_is_the_embedded_provider_on_loopback() {
    Settings settings = valid(Map.of());

    assertThat(settings.server())
        .isEqualTo(new ServerSettings(new ListenAddress("127.0.0.1", 8080), Set.of()));
    assertThat(settings.provider())
        .isEqualTo(
            new ProviderSettings.Embedded(
                new EmbeddedSettings(
                    Path.of("data"),
                    "http://127.0.0.1:8080",
                    Duration.ofMinutes(60),
                    Duration.ofDays(30),
                    RegistrationConfirmation.AUTO)));
    assertThat(settings.api())
        .isEqualTo(new ApiSettings(settings.api().trustedProxies(), "Gatehouse"));
    assertThat(settings.passwordPolicy()).isEqualTo(PasswordPolicy.COMPOSED);
    assertThat(settings.takenUsernames()).isEqualTo(TakenUsernames.TOLD);
    assertThat(settings.acceptedTokens()).containsExactly(TokenUse.ID);
    assertThat(settings.verifier()).isEqualTo(new VerifierSettings(Duration.ofSeconds(5), 10_000));
    assertThat(settings.limits())
        .isEqualTo(
            new Limits(
                Map.of(
                    Limit.LOGIN_ATTEMPTS, 10,
                    Limit.LOGIN_ATTEMPTS_PER_ACCOUNT, 100,
                    Limit.LOGIN_ATTEMPTS_PER_ADDRESS, 100,
                    Limit.REQUESTS_PER_ADDRESS, 1000,
                    Limit.REGISTRATIONS_PER_ADDRESS, 20,
                    Limit.CODES_PER_ACCOUNT, 5,
                    Limit.CODES_PER_MAILBOX, 10)));
    assertThat(settings.sessionKey()).isNull();
    assertThat(settings.masterKey()).isNull();
    assertThat(settings.shutdownGrace()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void pages_are_on_and_show_no_codes_by_default() {
    assertThat(valid(Map.of()).pages())
        .isEqualTo(
            new PagesSettings(
                new WebSettings(
                    URI.create("http://127.0.0.1:8080"),
                    "Gatehouse",
                    TokenUse.ID,
                    PasswordPolicy.COMPOSED),
                false));
    assertThat(
            valid(
                    Map.of(
                        "DEV_CAPTURED_CODES", "on",
                        "HOST", "LocalHost",
                        "ACCEPTED_TOKENS", "access",
                        "TOTP_ISSUER", "Example Shop"))
                .pages())
        .isEqualTo(
            new PagesSettings(
                new WebSettings(
                    URI.create("http://localhost:8080"),
                    "Example Shop",
                    TokenUse.ACCESS,
                    PasswordPolicy.COMPOSED),
                true));
    assertThat(valid(Map.of("WEB_PAGES", "off")).pages()).isNull();
    assertThat(complaints(Map.of("WEB_PAGES", "no")))
        .containsExactly("WEB_PAGES is \"no\"; it may be on or off");
    assertThat(complaints(Map.of("DEV_CAPTURED_CODES", "true")))
        .containsExactly("DEV_CAPTURED_CODES is \"true\"; it may be off or on");
  }

  @ParameterizedTest
  @CsvSource({
    "HOST, 0.0.0.0, HOST is not a loopback address",
    "HOST, ::, HOST is not a loopback address",
    "HOST, 192.0.2.1, HOST is not a loopback address",
    "HOST, auth.local, HOST is not a loopback address",
    "TRUSTED_PROXIES, 10.0.0.1, TRUSTED_PROXIES is set",
    "PUBLIC_URL, https://auth.example.com, PUBLIC_URL is https",
    "PUBLIC_URL, HTTPS://auth.example.com, ",
    "WEB_PAGES, off, WEB_PAGES is off"
  })
  void captured_codes_are_refused_outside_development(
      String name, String value, @Nullable String reason) {
    assertThat(complaints(Map.of("DEV_CAPTURED_CODES", "on", name, value)))
        .singleElement()
        .asString()
        .contains(
            reason == null
                ? name
                : "DEV_CAPTURED_CODES is \"on\", which is for development only, but " + reason);
  }

  @Test
  void captured_codes_are_refused_with_a_user_pool() {
    assertThat(
            complaints(
                Map.of(
                    "USER_POOL_ID", "eu-central-1_AbCdEfGhI",
                    "COGNITO_CLIENT_ID", "1234567890abcdefghijklmnop",
                    "DEV_CAPTURED_CODES", "on")))
        .singleElement()
        .asString()
        .endsWith("but a user pool sends its codes itself");
  }

  @Test
  void all_embedded_provider_settings_are_read() {
    Map<String, String> variables = new HashMap<>();
    variables.put("HOST", "::1");
    variables.put("PORT", "9000");
    variables.put("PUBLIC_URL", "https://auth.example.com/base/");
    variables.put("CORS_ORIGINS", "https://a.example, http://localhost:3000");
    variables.put("DATA_DIR", "/var/lib/gatehouse");
    variables.put("ID_TOKEN_MINUTES", "5");
    variables.put("REFRESH_TOKEN_DAYS", "7");
    variables.put("ACCEPTED_TOKENS", "both");
    variables.put("TRUSTED_PROXIES", "10.0.0.0/8,::1");
    variables.put("FORWARDED_HEADER", "forwarded");
    variables.put("SHUTDOWN_GRACE_SECONDS", "0");
    variables.put("CLOCK_SKEW_SECONDS", "2");
    variables.put("TOKEN_CACHE_SIZE", "0");
    variables.put("REGISTRATION_CONFIRMATION", "code");
    variables.put("HIDE_TAKEN_USERNAMES", "true");
    variables.put("PASSWORD_POLICY", "passphrase");
    variables.put("TOTP_ISSUER", "Example Shop");
    variables.put("LOGIN_ATTEMPTS", "0");
    variables.put("LOGIN_ATTEMPTS_PER_ACCOUNT", "1");
    variables.put("LOGIN_ATTEMPTS_PER_ADDRESS", "2");
    variables.put("REQUESTS_PER_ADDRESS", "4");
    variables.put("REGISTRATIONS_PER_ADDRESS", "3");
    variables.put("CODES_PER_ACCOUNT", "1000000");
    variables.put("SESSION_KEY", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    variables.put("MASTER_KEY", "A".repeat(43) + "=");

    Settings settings = valid(variables);

    assertThat(settings.server())
        .isEqualTo(
            new ServerSettings(
                new ListenAddress("::1", 9000),
                Set.of("https://a.example", "http://localhost:3000"),
                "/base"));
    assertThat(settings.provider())
        .isEqualTo(
            new ProviderSettings.Embedded(
                new EmbeddedSettings(
                    Path.of("/var/lib/gatehouse"),
                    "https://auth.example.com/base",
                    Duration.ofMinutes(5),
                    Duration.ofDays(7),
                    RegistrationConfirmation.CODE,
                    settings.masterKey())));
    assertThat(settings.masterKey()).isEqualTo(new MasterKey("A".repeat(43) + "="));
    assertThat(settings.api().trustedProxies())
        .isEqualTo(
            new TrustedProxies(List.of("10.0.0.0/8", "::1"), TrustedProxies.Header.FORWARDED));
    assertThat(settings.api().totpIssuer()).isEqualTo("Example Shop");
    assertThat(settings.passwordPolicy()).isEqualTo(PasswordPolicy.PASSPHRASE);
    assertThat(settings.takenUsernames()).isEqualTo(TakenUsernames.HIDDEN);
    assertThat(settings.acceptedTokens()).containsExactlyInAnyOrder(TokenUse.ID, TokenUse.ACCESS);
    assertThat(settings.verifier()).isEqualTo(new VerifierSettings(Duration.ofSeconds(2), 0));
    assertThat(settings.limits())
        .isEqualTo(
            new Limits(
                Map.of(
                    Limit.LOGIN_ATTEMPTS, 0,
                    Limit.LOGIN_ATTEMPTS_PER_ACCOUNT, 1,
                    Limit.LOGIN_ATTEMPTS_PER_ADDRESS, 2,
                    Limit.REQUESTS_PER_ADDRESS, 4,
                    Limit.REGISTRATIONS_PER_ADDRESS, 3,
                    Limit.CODES_PER_ACCOUNT, 1_000_000,
                    Limit.CODES_PER_MAILBOX, 10)));
    assertThat(settings.sessionKey())
        .isNotNull()
        .satisfies(key -> assertThat(key.getEncoded()).hasSize(32).startsWith(0, 1, 2));
    assertThat(settings.shutdownGrace()).isEqualTo(Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hush", "aHVzaA==", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gIQ=="})
  void wrong_session_key_is_refused_and_not_shown(String key) {
    assertThat(complaints(Map.of("SESSION_KEY", key)))
        .containsExactly(
            "SESSION_KEY has a wrong value, which is not shown; it may be 32 random"
                + " bytes in Base64, as openssl rand -base64 32 prints them");
  }

  @Test
  void shared_store_needs_a_user_pool_and_a_session_key() {
    assertThat(complaints(Map.of("SHARED_STORE_URL", "rediss://node:hush@store.example.com")))
        .containsExactly(
            "SHARED_STORE_URL is set, but the embedded provider is for one machine; set"
                + " USER_POOL_ID and COGNITO_CLIENT_ID",
            "SHARED_STORE_URL needs SESSION_KEY, the same on all nodes; openssl rand -base64 32"
                + " prints one");
    assertThat(
            valid(
                    Map.of(
                        "SHARED_STORE_URL", "rediss://node:hush@store.example.com",
                        "SESSION_KEY", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                        "USER_POOL_ID", "eu-central-1_AbC",
                        "COGNITO_CLIENT_ID", "client"))
                .sharedStore())
        .hasToString("rediss://store.example.com:6379");
  }

  @Test
  void management_is_off_without_a_separate_port() {
    assertThat(valid(Map.of("MANAGEMENT_HOST", "0.0.0.0")).management()).isNull();
    assertThat(valid(Map.of("MANAGEMENT_PORT", "9090")).management())
        .isEqualTo(new ListenAddress("127.0.0.1", 9090));
    assertThat(complaints(Map.of("MANAGEMENT_PORT", "8080")))
        .containsExactly("MANAGEMENT_PORT is \"8080\"; it may be another port than PORT");
    assertThat(valid(Map.of("MANAGEMENT_PORT", "0")).management()).isNull();
  }

  @Test
  void log_is_text_unless_json_is_set() {
    assertThat(valid(Map.of()).logFormat()).isEqualTo(LogFormat.TEXT);
    assertThat(valid(Map.of("LOG_FORMAT", "json", "LOG_LEVEL", "debug")).logFormat())
        .isEqualTo(LogFormat.JSON);
    assertThat(complaints(Map.of("LOG_FORMAT", "xml", "LOG_LEVEL", "loud")))
        .containsExactly(
            "LOG_LEVEL is \"loud\"; it may be ERROR, WARN, INFO, DEBUG or TRACE",
            "LOG_FORMAT is \"xml\"; it may be text or json");
  }

  @ParameterizedTest
  @CsvSource({
    "::1, http://[::1]:8080",
    "[::1], http://[::1]:8080",
    "0.0.0.0, http://127.0.0.1:8080",
    "::, http://127.0.0.1:8080",
    "[0:0::0], http://127.0.0.1:8080",
    "Auth.Example.com, http://auth.example.com:8080"
  })
  void default_public_url_can_be_called_on_the_machine(String host, String url) {
    Settings settings = valid(Map.of("HOST", host));

    assertThat(issuer(settings)).isEqualTo(url);
    assertThat(settings.publicUrlIsDerived()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "HTTPS://Auth.Example.com:443/, https://auth.example.com",
    "http://auth.example.com:80/base, http://auth.example.com/base",
    "https://bücher.example:8443, https://xn--bcher-kva.example:8443",
    "http://[2001:DB8::1]:8080, http://[2001:db8::1]:8080"
  })
  void public_url_has_one_canonical_form(String url, String canonical) {
    assertThat(issuer(valid(Map.of("PUBLIC_URL", url)))).isEqualTo(canonical);
  }

  @Test
  void origins_have_the_form_that_browsers_send() {
    assertThat(
            valid(
                    Map.of(
                        "CORS_ORIGINS",
                        "HTTPS://App.Example.com:443, http://Bücher.example, http://a:8080"))
                .server()
                .corsOrigins())
        .containsExactlyInAnyOrder(
            "https://app.example.com", "http://xn--bcher-kva.example", "http://a:8080");
  }

  private static String issuer(Settings settings) {
    return ((ProviderSettings.Embedded) settings.provider()).settings().issuer();
  }

  @Test
  void settings_of_features_are_checked_and_shown() {
    Setting<Integer> shelves = Setting.number("SHELVES", 7, 1, 10, "the number of shelves");

    assertThat(SettingsReader.read(Map.of("SHELVES", "3"), List.of(feature(shelves))).effective())
        .contains(new EffectiveSetting("SHELVES", "3", EffectiveSetting.Source.ENVIRONMENT));
    assertThat(complaints(Map.of("SHELVES", "many"), feature(shelves)))
        .containsExactly("SHELVES is \"many\"; it may be a whole number from 1 to 10");
    assertThat(complaints(Map.of(), feature(ServerDeclarations.PORT)))
        .containsExactly("a feature has the setting PORT, as Gatehouse does");
  }

  private static Feature feature(Setting<?> setting) {
    return new Feature() {
      @Override
      public String name() {
        return "library";
      }

      @Override
      public List<Setting<?>> settings() {
        return List.of(setting);
      }

      @Override
      public RunningFeature start(FeatureContext context) {
        throw new AssertionError("reading settings must not start a feature");
      }
    };
  }

  @Test
  void context_in_unsigned_calls_requires_a_client_secret() {
    Map<String, String> variables = new HashMap<>(POOL);
    variables.put("COGNITO_USER_CONTEXT", "on");

    assertThat(complaints(variables))
        .containsExactly(
            "COGNITO_USER_CONTEXT is \"on\"; it may be on only with COGNITO_CLIENT_SECRET");
  }

  @Test
  void cognito_requires_only_pool_and_client() {
    assertThat(valid(POOL).provider())
        .isEqualTo(
            new ProviderSettings.Cognito(
                new CognitoSettings(
                    "eu-central-1",
                    "eu-central-1_AbC",
                    "client",
                    null,
                    RegistrationConfirmation.AUTO,
                    null,
                    Quotas.DEFAULT,
                    new RiskContext("127.0.0.1", false)),
                List.of(
                    new Issuer(
                        "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbC",
                        URI.create(
                            "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbC"
                                + "/.well-known/jwks.json"))),
                Duration.ofMinutes(5)));
  }

  @Test
  void all_cognito_settings_are_read() {
    ProviderSettings provider =
        valid(
                with(
                    POOL,
                    "AWS_REGION",
                    "eu-west-1",
                    "COGNITO_CLIENT_SECRET",
                    "hush",
                    "COGNITO_ENDPOINT",
                    "http://localhost:9229",
                    "COGNITO_ISSUER",
                    "http://a/p,http://b/p",
                    "COGNITO_JWKS_URL",
                    "http://a/keys,http://b/keys",
                    "KEY_SET_REFRESH_SECONDS",
                    "60"))
            .provider();

    assertThat(provider)
        .isInstanceOfSatisfying(
            ProviderSettings.Cognito.class,
            cognito -> {
              assertThat(cognito.settings().region()).isEqualTo("eu-west-1");
              assertThat(cognito.settings().endpoint())
                  .isEqualTo(URI.create("http://localhost:9229"));
              assertThat(cognito.settings().clientSecret()).isNotNull();
              assertThat(cognito.issuers())
                  .containsExactly(
                      new Issuer("http://a/p", URI.create("http://a/keys")),
                      new Issuer("http://b/p", URI.create("http://b/keys")));
              assertThat(cognito.keySetRefreshInterval()).isEqualTo(Duration.ofMinutes(1));
            });
    assertThat(provider.toString()).doesNotContain("hush");
  }

  @Test
  void identity_provider_setting_overrides_pool_settings() {
    assertThat(valid(with(POOL, "IDENTITY_PROVIDER", "embedded")).provider())
        .isInstanceOf(ProviderSettings.Embedded.class);
  }

  @Test
  void empty_variable_counts_as_unset() {
    assertThat(valid(Map.of("PORT", "", "USER_POOL_ID", " "))).isEqualTo(valid(Map.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "USER_POOL_ID, eu-central-1_AbC",
    "COGNITO_CLIENT_ID, client",
    "COGNITO_CLIENT_SECRET, secret",
    "COGNITO_ENDPOINT, http://localhost:9229",
    "COGNITO_ISSUER, http://localhost:9229/pool",
    "COGNITO_JWKS_URL, http://localhost:9229/keys"
  })
  void incomplete_cognito_settings_are_refused(String lone, String value) {
    assertThat(complaints(Map.of(lone, value)))
        .singleElement()
        .asString()
        .contains(lone, "USER_POOL_ID", "COGNITO_CLIENT_ID")
        .doesNotContain(value);
  }

  @Test
  void cognito_without_a_pool_is_refused() {
    assertThat(complaints(Map.of("IDENTITY_PROVIDER", "cognito")))
        .singleElement()
        .asString()
        .contains("USER_POOL_ID", "COGNITO_CLIENT_ID");
  }

  @Test
  void pool_id_needs_no_prefix_if_region_is_set() {
    assertThat(valid(with(POOL, "USER_POOL_ID", "EU_x", "AWS_REGION", "eu-west-1")).provider())
        .isInstanceOfSatisfying(
            ProviderSettings.Cognito.class,
            cognito -> assertThat(cognito.settings().region()).isEqualTo("eu-west-1"));
  }

  @Test
  void key_set_and_issuer_counts_must_be_equal() {
    assertThat(
            complaints(
                with(
                    POOL,
                    "COGNITO_ISSUER",
                    "http://a,http://b",
                    "COGNITO_JWKS_URL",
                    "http://a/keys")))
        .singleElement()
        .asString()
        .startsWith("COGNITO_JWKS_URL");
  }

  @Test
  void all_wrong_settings_are_reported_in_one_line_each() {
    assertThat(complaints(Map.of("PORT", "x\ny", "HOST", "a b", "IDENTITY_PROVIDER", "ldap")))
        .hasSize(3)
        .noneMatch(line -> line.contains("\n"));
  }

  private static Settings valid(Map<String, String> variables) {
    return switch (SettingsReader.read(variables, List.of())) {
      case Valid(var settings, _) -> settings;
      case Invalid(var complaints, _) -> throw new AssertionError(complaints);
    };
  }

  private static List<String> complaints(Map<String, String> variables, Feature... features) {
    return switch (SettingsReader.read(variables, List.of(features))) {
      case Valid(var settings, _) -> throw new AssertionError("taken: " + settings);
      case Invalid(var complaints, _) -> complaints;
    };
  }

  private static Map<String, String> with(Map<String, String> variables, String... more) {
    Map<String, String> all = new HashMap<>(variables);
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }
}
