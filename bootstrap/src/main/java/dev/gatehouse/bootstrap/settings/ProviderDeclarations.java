package dev.gatehouse.bootstrap.settings;

import static dev.gatehouse.bootstrap.settings.ServerDeclarations.URL_FORM;

import dev.gatehouse.adapter.cognito.ClientSecret;
import dev.gatehouse.adapter.cognito.CognitoSettings;
import dev.gatehouse.adapter.http.spi.Setting;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The settings of the identity providers, in the order of the documentation. */
final class ProviderDeclarations {
  private static final Pattern CLIENT_SECRET = Pattern.compile("[\\x21-\\x7e]{1,256}");

  static final Setting<@Nullable ProviderKind> IDENTITY_PROVIDER =
      Setting.optional(
          "IDENTITY_PROVIDER",
          "`cognito` if `USER_POOL_ID` and `COGNITO_CLIENT_ID` are set, `embedded` if no Cognito"
              + " setting is set",
          ProviderKind::parse,
          "cognito or embedded",
          "where the users live");
  static final Setting<Path> DATA_DIR =
      Setting.of(
          "DATA_DIR",
          "data",
          Path::of,
          "the path of a folder",
          "the data folder of the embedded provider: database, keys and captured codes");
  static final Setting<Integer> ID_TOKEN_MINUTES =
      Setting.number(
          "ID_TOKEN_MINUTES", 60, 1, 1440, "the lifetime of tokens of the embedded provider");
  static final Setting<Integer> REFRESH_TOKEN_DAYS =
      Setting.number(
          "REFRESH_TOKEN_DAYS", 30, 1, 3650, "the lifetime of sessions of the embedded provider");
  static final Setting<@Nullable String> USER_POOL_ID =
      Setting.optional(
          "USER_POOL_ID",
          "none",
          Setting.checked(CognitoSettings::isUserPoolId),
          "a user pool's id such as eu-central-1_AbCdEfGhI",
          "the user pool");
  static final Setting<@Nullable String> COGNITO_CLIENT_ID =
      Setting.optional(
          "COGNITO_CLIENT_ID",
          "none",
          Setting.checked(CognitoSettings::isClientId),
          "a user pool client's id",
          "the client of the user pool");
  static final Setting<@Nullable ClientSecret> COGNITO_CLIENT_SECRET =
      Setting.secret(
          "COGNITO_CLIENT_SECRET",
          "none",
          text -> new ClientSecret(Setting.checked(CLIENT_SECRET.asMatchPredicate()).apply(text)),
          "the secret of a user pool client, without spaces",
          "the secret of a client that has one");
  static final Setting<Boolean> COGNITO_USER_CONTEXT =
      Setting.choice(
          "COGNITO_USER_CONTEXT",
          "`on`: registrations and password resets contain the address of the user, for the pool's"
              + " threat protection. The client needs a secret and"
              + " `EnablePropagateAdditionalUserContextData`",
          Map.entry("off", false),
          Map.entry("on", true));
  static final Setting<@Nullable String> AWS_REGION =
      Setting.optional(
          "AWS_REGION",
          "the beginning of `USER_POOL_ID`",
          Setting.checked(CognitoSettings::isRegion),
          "a region such as eu-central-1",
          "the region of the pool");
  static final Setting<@Nullable URI> COGNITO_ENDPOINT =
      Setting.optional(
          "COGNITO_ENDPOINT",
          "that of AWS",
          HttpUrls::parse,
          URL_FORM,
          "the URL of an emulator instead of AWS");
  static final Setting<List<String>> COGNITO_ISSUER =
      Setting.list(
          "COGNITO_ISSUER",
          "from region and pool",
          Setting.checked(text -> HttpUrls.parse(text).getHost() != null),
          URL_FORM,
          "the issuers whose tokens are accepted, comma-separated");
  static final Setting<List<URI>> COGNITO_JWKS_URL =
      Setting.list(
          "COGNITO_JWKS_URL",
          "`/.well-known/jwks.json` below each issuer",
          HttpUrls::parse,
          URL_FORM,
          "the URLs of the issuers' key sets, comma-separated, in the same order");
  static final Setting<Integer> KEY_SET_REFRESH_SECONDS =
      Setting.number(
          "KEY_SET_REFRESH_SECONDS",
          300,
          10,
          3600,
          "how often the keys of a pool are fetched. A withdrawn key is refused within this time");

  /** The settings that only a user pool has. */
  static final List<Setting<?>> POOL_ONLY =
      List.of(
          USER_POOL_ID,
          COGNITO_CLIENT_ID,
          COGNITO_CLIENT_SECRET,
          COGNITO_ENDPOINT,
          COGNITO_ISSUER,
          COGNITO_JWKS_URL);

  static final List<Setting<?>> ALL =
      List.of(
          IDENTITY_PROVIDER,
          DATA_DIR,
          ID_TOKEN_MINUTES,
          REFRESH_TOKEN_DAYS,
          USER_POOL_ID,
          COGNITO_CLIENT_ID,
          COGNITO_CLIENT_SECRET,
          COGNITO_USER_CONTEXT,
          AWS_REGION,
          COGNITO_ENDPOINT,
          COGNITO_ISSUER,
          COGNITO_JWKS_URL,
          KEY_SET_REFRESH_SECONDS);

  private ProviderDeclarations() {}

  /** The values of {@code IDENTITY_PROVIDER}. */
  enum ProviderKind {
    COGNITO,
    EMBEDDED;

    static ProviderKind parse(String text) {
      for (ProviderKind kind : values()) {
        if (kind.word().equals(text)) {
          return kind;
        }
      }
      throw new IllegalArgumentException("not a provider");
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
