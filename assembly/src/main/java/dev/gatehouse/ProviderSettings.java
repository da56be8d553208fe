package dev.gatehouse;

import dev.gatehouse.adapter.cognito.CognitoSettings;
import dev.gatehouse.adapter.embedded.EmbeddedSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The provider that keeps the users. */
public sealed interface ProviderSettings {
  /** The provider's name in settings and metrics: {@code embedded} or {@code cognito}. */
  default String shortName() {
    return switch (this) {
      case Embedded _ -> "embedded";
      case Cognito _ -> "cognito";
    };
  }

  /** The users live in a folder of this machine. */
  record Embedded(EmbeddedSettings settings) implements ProviderSettings {}

  /**
   * The users live in a Cognito user pool.
   *
   * @param issuers the issuers whose tokens are accepted; not empty
   * @param keySetRefreshInterval how often the key sets are fetched again
   */
  record Cognito(CognitoSettings settings, List<Issuer> issuers, Duration keySetRefreshInterval)
      implements ProviderSettings {}

  /**
   * An issuer of tokens.
   *
   * @param name the {@code iss} of its tokens
   * @param keySetUrl where it publishes its keys
   */
  record Issuer(String name, URI keySetUrl) {
    /** The issuer of a user pool of this region, by the service's own rule. */
    public static Issuer of(String region, String userPoolId) {
      return of("https://cognito-idp." + region + ".amazonaws.com/" + userPoolId);
    }

    /** An issuer that publishes its keys at the usual path below its name. */
    public static Issuer of(String name) {
      return new Issuer(name, URI.create(name + "/.well-known/jwks.json"));
    }
  }
}
