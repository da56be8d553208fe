package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.cognito.CognitoSettings;
import dev.gatehouse.adapter.embedded.EmbeddedSettings;
import dev.gatehouse.adapter.http.ServerSettings;
import dev.gatehouse.adapter.jwt.VerifierSettings;
import dev.gatehouse.application.RegistrationUseCase.TakenUsernames;
import dev.gatehouse.bootstrap.Settings.Issuer;
import dev.gatehouse.bootstrap.Settings.ProviderSettings;
import dev.gatehouse.bootstrap.Settings.Reading.Invalid;
import dev.gatehouse.bootstrap.Settings.Reading.Valid;
import dev.gatehouse.domain.RegistrationConfirmation;
import dev.gatehouse.domain.TokenUse;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsReaderTest {
  private static final Map<String, String> POOL =
      Map.of("USER_POOL_ID", "eu-central-1_AbC", "COGNITO_CLIENT_ID", "client");

  @Test
  void nothing_set_is_the_embedded_provider_on_loopback() {
    assertThat(valid(Map.of()))
        .isEqualTo(
            new Settings(
                new ServerSettings("127.0.0.1", 8080, Set.of()),
                new ProviderSettings.Embedded(
                    new EmbeddedSettings(
                        Path.of("data"),
                        "http://127.0.0.1:8080",
                        Duration.ofMinutes(60),
                        Duration.ofDays(30),
                        RegistrationConfirmation.AUTO)),
                TakenUsernames.TOLD,
                Set.of(TokenUse.ID),
                new VerifierSettings(Duration.ofSeconds(5), 10_000),
                Duration.ofSeconds(10)));
  }

  @Test
  void everything_about_the_embedded_provider_can_be_set() {
    assertThat(
            valid(
                with(
                    Map.of(
                        "HOST", "::1",
                        "PORT", "9000",
                        "PUBLIC_URL", "https://auth.example.com/base/",
                        "CORS_ORIGINS", "https://a.example, http://localhost:3000",
                        "DATA_DIR", "/var/lib/gatehouse",
                        "ID_TOKEN_MINUTES", "5",
                        "REFRESH_TOKEN_DAYS", "7",
                        "ACCEPTED_TOKENS", "both",
                        "TRUSTED_PROXIES", "10.0.0.0/8,::1",
                        "SHUTDOWN_GRACE_SECONDS", "0"),
                    "CLOCK_SKEW_SECONDS",
                    "2",
                    "TOKEN_CACHE_SIZE",
                    "0",
                    "REGISTRATION_CONFIRMATION",
                    "code",
                    "HIDE_TAKEN_USERNAMES",
                    "true")))
        .isEqualTo(
            new Settings(
                new ServerSettings(
                    "::1", 9000, Set.of("https://a.example", "http://localhost:3000")),
                new ProviderSettings.Embedded(
                    new EmbeddedSettings(
                        Path.of("/var/lib/gatehouse"),
                        "https://auth.example.com/base",
                        Duration.ofMinutes(5),
                        Duration.ofDays(7),
                        RegistrationConfirmation.CODE)),
                TakenUsernames.HIDDEN,
                Set.of(TokenUse.ID, TokenUse.ACCESS),
                new VerifierSettings(Duration.ofSeconds(2), 0),
                Duration.ZERO));
  }

  @Test
  void default_public_url_brackets_an_ipv6_address() {
    assertThat(valid(Map.of("HOST", "::1")).provider())
        .isInstanceOfSatisfying(
            ProviderSettings.Embedded.class,
            embedded -> assertThat(embedded.settings().issuer()).isEqualTo("http://[::1]:8080"));
  }

  @Test
  void pool_and_client_are_enough_for_cognito() {
    assertThat(valid(POOL).provider())
        .isEqualTo(
            new ProviderSettings.Cognito(
                new CognitoSettings(
                    "eu-central-1",
                    "eu-central-1_AbC",
                    "client",
                    null,
                    RegistrationConfirmation.AUTO,
                    null),
                List.of(
                    new Issuer(
                        "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbC",
                        URI.create(
                            "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbC"
                                + "/.well-known/jwks.json"))),
                Duration.ofMinutes(5)));
  }

  @Test
  void everything_about_cognito_can_be_set() {
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
  void provider_named_wins_over_what_else_is_set() {
    assertThat(valid(with(POOL, "IDENTITY_PROVIDER", "embedded")).provider())
        .isInstanceOf(ProviderSettings.Embedded.class);
  }

  @Test
  void empty_variable_counts_as_unset() {
    assertThat(valid(Map.of("PORT", "", "USER_POOL_ID", " "))).isEqualTo(valid(Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "USER_POOL_ID",
        "COGNITO_CLIENT_ID",
        "COGNITO_CLIENT_SECRET",
        "COGNITO_ENDPOINT",
        "COGNITO_ISSUER",
        "COGNITO_JWKS_URL"
      })
  void anything_between_embedded_and_cognito_stops_the_start(String lone) {
    assertThat(complaints(Map.of(lone, "held-value")))
        .singleElement()
        .asString()
        .contains(lone, "USER_POOL_ID", "COGNITO_CLIENT_ID")
        .doesNotContain("held-value");
  }

  @Test
  void cognito_by_name_needs_its_pool() {
    assertThat(complaints(Map.of("IDENTITY_PROVIDER", "cognito")))
        .singleElement()
        .asString()
        .contains("USER_POOL_ID", "COGNITO_CLIENT_ID");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PORT|0",
        "PORT|http",
        "HOST|a b",
        "PUBLIC_URL|auth.example.com",
        "PUBLIC_URL|ftp://x",
        "PUBLIC_URL|https://x/?q",
        "PUBLIC_URL|https://user@x",
        "CORS_ORIGINS|*",
        "CORS_ORIGINS|https://x/path",
        "CORS_ORIGINS|https://*.x",
        "TRUSTED_PROXIES|10.0.0.0/33",
        "TRUSTED_PROXIES|proxy.local",
        "TRUSTED_PROXIES|::1/129",
        "ACCEPTED_TOKENS|ID",
        "REGISTRATION_CONFIRMATION|sms",
        "HIDE_TAKEN_USERNAMES|yes",
        "HIDE_TAKEN_USERNAMES|true",
        "ID_TOKEN_MINUTES|0",
        "REFRESH_TOKEN_DAYS|-1",
        "SHUTDOWN_GRACE_SECONDS|1.5",
        "CLOCK_SKEW_SECONDS|61",
        "TOKEN_CACHE_SIZE|-1",
        "IDENTITY_PROVIDER|okta"
      })
  void wrong_value_is_named_with_what_it_may_be(String name, String value) {
    assertThat(complaints(Map.of(name, value)))
        .singleElement()
        .asString()
        .startsWith(name + " is \"" + value + "\"; it may be ");
  }

  @ParameterizedTest
  @CsvSource({
    "USER_POOL_ID, pool",
    "USER_POOL_ID, EU_x",
    "USER_POOL_ID, local_abc_def",
    "USER_POOL_ID, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
    "COGNITO_CLIENT_ID, 'a b'",
    "AWS_REGION, EU",
    "COGNITO_ENDPOINT, localhost:9229",
    "COGNITO_ISSUER, x",
    "COGNITO_JWKS_URL, x"
  })
  void wrong_cognito_value_is_named(String name, String value) {
    assertThat(complaints(with(POOL, name, value)))
        .anySatisfy(line -> assertThat(line).startsWith(name + " is \"" + value + "\""));
  }

  @Test
  void pool_id_need_not_begin_with_a_region_that_is_set() {
    assertThat(valid(with(POOL, "USER_POOL_ID", "EU_x", "AWS_REGION", "eu-west-1")).provider())
        .isInstanceOfSatisfying(
            ProviderSettings.Cognito.class,
            cognito -> assertThat(cognito.settings().region()).isEqualTo("eu-west-1"));
  }

  @Test
  void key_sets_must_match_their_issuers() {
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
  void complaints_come_all_at_once_and_in_one_line_each() {
    assertThat(complaints(Map.of("PORT", "x\ny", "HOST", "a b", "IDENTITY_PROVIDER", "ldap")))
        .hasSize(3)
        .noneMatch(line -> line.contains("\n"));
  }

  private static Settings valid(Map<String, String> variables) {
    return switch (SettingsReader.read(variables)) {
      case Valid(var settings) -> settings;
      case Invalid(var complaints) -> throw new AssertionError(complaints);
    };
  }

  private static List<String> complaints(Map<String, String> variables) {
    return switch (SettingsReader.read(variables)) {
      case Valid(var settings) -> throw new AssertionError("taken: " + settings);
      case Invalid(var complaints) -> complaints;
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
