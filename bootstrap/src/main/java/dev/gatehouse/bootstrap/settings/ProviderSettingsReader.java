package dev.gatehouse.bootstrap.settings;

import static dev.gatehouse.bootstrap.settings.ProviderDeclarations.AWS_REGION;
import static dev.gatehouse.bootstrap.settings.ProviderDeclarations.COGNITO_CLIENT_ID;
import static dev.gatehouse.bootstrap.settings.ProviderDeclarations.COGNITO_CLIENT_SECRET;
import static dev.gatehouse.bootstrap.settings.ProviderDeclarations.COGNITO_ENDPOINT;
import static dev.gatehouse.bootstrap.settings.ProviderDeclarations.COGNITO_ISSUER;
import static dev.gatehouse.bootstrap.settings.ProviderDeclarations.COGNITO_JWKS_URL;
import static dev.gatehouse.bootstrap.settings.ProviderDeclarations.COGNITO_USER_CONTEXT;
import static dev.gatehouse.bootstrap.settings.ProviderDeclarations.DATA_DIR;
import static dev.gatehouse.bootstrap.settings.ProviderDeclarations.IDENTITY_PROVIDER;
import static dev.gatehouse.bootstrap.settings.ProviderDeclarations.ID_TOKEN_MINUTES;
import static dev.gatehouse.bootstrap.settings.ProviderDeclarations.KEY_SET_REFRESH_SECONDS;
import static dev.gatehouse.bootstrap.settings.ProviderDeclarations.POOL_ONLY;
import static dev.gatehouse.bootstrap.settings.ProviderDeclarations.REFRESH_TOKEN_DAYS;
import static dev.gatehouse.bootstrap.settings.ProviderDeclarations.USER_POOL_ID;
import static dev.gatehouse.bootstrap.settings.ServerDeclarations.MASTER_KEY;

import dev.gatehouse.ProviderSettings;
import dev.gatehouse.ProviderSettings.Issuer;
import dev.gatehouse.adapter.cognito.CognitoSettings;
import dev.gatehouse.adapter.cognito.RiskContext;
import dev.gatehouse.adapter.embedded.EmbeddedSettings;
import dev.gatehouse.adapter.http.spi.Setting;
import dev.gatehouse.bootstrap.settings.ProviderDeclarations.ProviderKind;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the settings of the identity provider. */
final class ProviderSettingsReader {
  private final Environment environment;

  ProviderSettingsReader(Environment environment) {
    this.environment = environment;
  }

  @Nullable ProviderSettings read(URI publicUrl, RegistrationConfirmation confirmation) {
    ProviderKind kind = environment.get(IDENTITY_PROVIDER);
    if (kind == null && environment.isSet(IDENTITY_PROVIDER)) {
      return null;
    }
    if (kind == null) {
      List<String> set =
          POOL_ONLY.stream().filter(environment::isSet).map(Setting::name).sorted().toList();
      if (!hasPool() && !set.isEmpty()) {
        environment.complain(
            String.join(", ", set)
                + " set, but Cognito needs both USER_POOL_ID and COGNITO_CLIENT_ID;"
                + " set both, or none of the Cognito variables for the embedded provider");
        return null;
      }
      kind = hasPool() ? ProviderKind.COGNITO : ProviderKind.EMBEDDED;
    }
    environment.derive(IDENTITY_PROVIDER, kind.word());
    return switch (kind) {
      case EMBEDDED -> embedded(publicUrl, confirmation);
      case COGNITO -> cognito(publicUrl, confirmation);
    };
  }

  private boolean hasPool() {
    return environment.isSet(USER_POOL_ID) && environment.isSet(COGNITO_CLIENT_ID);
  }

  private ProviderSettings embedded(URI publicUrl, RegistrationConfirmation confirmation) {
    return new ProviderSettings.Embedded(
        new EmbeddedSettings(
            environment.get(DATA_DIR),
            publicUrl.toString(),
            Duration.ofMinutes(environment.get(ID_TOKEN_MINUTES)),
            Duration.ofDays(environment.get(REFRESH_TOKEN_DAYS)),
            confirmation,
            environment.get(MASTER_KEY)));
  }

  private @Nullable ProviderSettings cognito(URI publicUrl, RegistrationConfirmation confirmation) {
    if (!hasPool()) {
      environment.complain(
          "IDENTITY_PROVIDER is \"cognito\", which needs USER_POOL_ID and COGNITO_CLIENT_ID");
      return null;
    }
    String poolId = environment.get(USER_POOL_ID);
    String clientId = environment.get(COGNITO_CLIENT_ID);
    if (poolId == null || clientId == null) {
      return null;
    }
    String region = environment.get(AWS_REGION, CognitoSettings.regionOf(poolId));
    if (!CognitoSettings.isRegion(region)) {
      environment.complain(
          USER_POOL_ID,
          poolId,
          "an id that begins with its region, such as eu-central-1_AbCdEfGhI, unless AWS_REGION is"
              + " set");
      return null;
    }
    if (environment.get(COGNITO_USER_CONTEXT) && !environment.isSet(COGNITO_CLIENT_SECRET)) {
      environment.complain(COGNITO_USER_CONTEXT, "on", "on only with COGNITO_CLIENT_SECRET");
      return null;
    }
    CognitoSettings settings =
        new CognitoSettings(
            region,
            poolId,
            clientId,
            environment.get(COGNITO_CLIENT_SECRET),
            confirmation,
            environment.get(COGNITO_ENDPOINT),
            QuotaDeclarations.read(environment),
            new RiskContext(publicUrl.getHost(), environment.get(COGNITO_USER_CONTEXT)));
    return new ProviderSettings.Cognito(
        settings,
        issuers(region, poolId),
        Duration.ofSeconds(environment.get(KEY_SET_REFRESH_SECONDS)));
  }

  private List<Issuer> issuers(String region, String poolId) {
    List<String> names =
        environment.getAll(COGNITO_ISSUER, List.of(Issuer.of(region, poolId).name()));
    List<URI> keySets =
        environment.getAll(
            COGNITO_JWKS_URL,
            names.stream()
                .map(name -> HttpUrls.parse(Issuer.of(name).keySetUrl().toString()))
                .toList());
    if (names.size() != keySets.size()) {
      environment.complain(
          "COGNITO_JWKS_URL has %d URLs, but COGNITO_ISSUER has %d; it must have one for each, in the same order"
              .formatted(keySets.size(), names.size()));
      return List.of();
    }
    List<Issuer> issuers = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      issuers.add(new Issuer(names.get(i), keySets.get(i)));
    }
    return issuers;
  }
}
