package dev.gatehouse;

import dev.gatehouse.adapter.cognito.CognitoSettings;
import dev.gatehouse.adapter.embedded.EmbeddedSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The settings of the identity provider. */
public sealed interface ProviderSettings {
  /**
   * Returns the name of the provider in settings and metrics: {@code embedded} or {@code cognito}.
   */
  default String shortName() {
    return switch (this) {
      case Embedded _ -> "embedded";
      case Cognito _ -> "cognito";
    };
  }

  /** The embedded provider in a folder of this machine. */
  record Embedded(EmbeddedSettings settings) implements ProviderSettings {}

  /**
   * A Cognito user pool.
   *
   * @param issuers the issuers whose tokens are accepted; not empty
   * @param keySetRefreshInterval how often the key sets are fetched again
   */
  record Cognito(CognitoSettings settings, List<Issuer> issuers, Duration keySetRefreshInterval)
      implements ProviderSettings {}

  /**
   * An issuer of tokens.
   *
   * @param name the {@code iss} of the tokens
   * @param keySetUrl the URL of the key set
   */
  record Issuer(String name, URI keySetUrl) {
    /** Returns the issuer of a user pool in this region. */
    public static Issuer of(String region, String userPoolId) {
      return of("https://cognito-idp." + region + ".amazonaws.com/" + userPoolId);
    }

    /** Returns an issuer with its key set at the usual path. */
    public static Issuer of(String name) {
      return new Issuer(name, URI.create(name + "/.well-known/jwks.json"));
    }
  }
}
