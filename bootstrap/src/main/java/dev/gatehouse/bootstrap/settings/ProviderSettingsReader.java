package dev.gatehouse.bootstrap.settings;

import dev.gatehouse.ProviderSettings;
import dev.gatehouse.ProviderSettings.Issuer;
import dev.gatehouse.adapter.cognito.ClientSecret;
import dev.gatehouse.adapter.cognito.CognitoSettings;
import dev.gatehouse.adapter.embedded.EmbeddedSettings;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the settings of the identity provider. */
final class ProviderSettingsReader {
  private static final Set<String> COGNITO_VARIABLES =
      Set.of(
          "USER_POOL_ID",
          "COGNITO_CLIENT_ID",
          "COGNITO_CLIENT_SECRET",
          "COGNITO_ENDPOINT",
          "COGNITO_ISSUER",
          "COGNITO_JWKS_URL");

  private final Environment environment;

  ProviderSettingsReader(Environment environment) {
    this.environment = environment;
  }

  @Nullable ProviderSettings read(String publicUrl, RegistrationConfirmation confirmation) {
    boolean pool = environment.has("USER_POOL_ID") && environment.has("COGNITO_CLIENT_ID");
    String chosen = environment.get("IDENTITY_PROVIDER");
    if (chosen == null) {
      List<String> set = COGNITO_VARIABLES.stream().filter(environment::has).sorted().toList();
      if (!pool && !set.isEmpty()) {
        environment.complain(
            String.join(", ", set)
                + " set, but Cognito needs both USER_POOL_ID and COGNITO_CLIENT_ID;"
                + " set both, or none of the Cognito variables for the embedded provider");
        return null;
      }
      chosen = pool ? "cognito" : "embedded";
    }
    environment.note("IDENTITY_PROVIDER", chosen);
    return switch (chosen) {
      case "embedded" -> embedded(publicUrl, confirmation);
      case "cognito" -> cognito(pool, confirmation);
      default -> {
        environment.complain("IDENTITY_PROVIDER", chosen, "cognito or embedded");
        yield null;
      }
    };
  }

  private ProviderSettings embedded(String publicUrl, RegistrationConfirmation confirmation) {
    return new ProviderSettings.Embedded(
        new EmbeddedSettings(
            environment.checked("DATA_DIR", "data", Path::of, _ -> true, "a folder's path"),
            publicUrl,
            Duration.ofMinutes(environment.number("ID_TOKEN_MINUTES", 60, 1, 1440)),
            Duration.ofDays(environment.number("REFRESH_TOKEN_DAYS", 30, 1, 3650)),
            confirmation));
  }

  private @Nullable ProviderSettings cognito(boolean pool, RegistrationConfirmation confirmation) {
    if (!pool) {
      environment.complain(
          "IDENTITY_PROVIDER is \"cognito\", which needs USER_POOL_ID and COGNITO_CLIENT_ID");
      return null;
    }
    String poolId =
        environment.matching(
            "USER_POOL_ID",
            "",
            CognitoSettings::isUserPoolId,
            "a user pool's id such as eu-central-1_AbCdEfGhI");
    String clientId =
        environment.matching(
            "COGNITO_CLIENT_ID", "", CognitoSettings::isClientId, "a user pool client's id");
    String region =
        environment.matching(
            "AWS_REGION",
            CognitoSettings.regionOf(poolId),
            CognitoSettings::isRegion,
            "a region such as eu-central-1");
    if (poolId.isEmpty() || clientId.isEmpty()) {
      return null;
    }
    if (!CognitoSettings.isRegion(region)) {
      environment.complain(
          "USER_POOL_ID",
          poolId,
          "an id that begins with its region, such as eu-central-1_AbCdEfGhI, unless AWS_REGION is"
              + " set");
      return null;
    }
    environment.noteSecret("COGNITO_CLIENT_SECRET");
    String secret = environment.get("COGNITO_CLIENT_SECRET");
    CognitoSettings settings =
        new CognitoSettings(
            region,
            poolId,
            clientId,
            secret == null ? null : new ClientSecret(secret),
            confirmation,
            environment.has("COGNITO_ENDPOINT")
                ? environment.url("COGNITO_ENDPOINT", "http://x")
                : null);
    return new ProviderSettings.Cognito(
        settings,
        issuers(region, poolId),
        Duration.ofSeconds(environment.number("KEY_SET_REFRESH_SECONDS", 300, 10, 3600)));
  }

  private List<Issuer> issuers(String region, String poolId) {
    List<URI> names = environment.urls("COGNITO_ISSUER", List.of(Issuer.of(region, poolId).name()));
    List<URI> keySets =
        environment.urls(
            "COGNITO_JWKS_URL",
            names.stream().map(name -> Issuer.of(name.toString()).keySetUrl().toString()).toList());
    if (names.size() != keySets.size()) {
      environment.complain(
          "COGNITO_JWKS_URL has %d URLs, but COGNITO_ISSUER has %d; it must have one for each, in the same order"
              .formatted(keySets.size(), names.size()));
      return List.of();
    }
    List<Issuer> issuers = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      issuers.add(new Issuer(names.get(i).toString(), keySets.get(i)));
    }
    return issuers;
  }
}
