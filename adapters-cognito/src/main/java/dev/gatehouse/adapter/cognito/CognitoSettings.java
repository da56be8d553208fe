package dev.gatehouse.adapter.cognito;

import dev.gatehouse.adapter.cognito.quota.Quotas;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names the user pool and its endpoint.
 *
 * <p>AWS credentials are not included: they come from the AWS SDK's default chain (environment,
 * system properties, profile, container, instance).
 *
 * @param region the id of the pool's AWS region, such as {@code eu-central-1}
 * @param userPoolId the pool's id, such as {@code eu-central-1_AbCdEfGhI}
 * @param clientId the id of the pool's client through which users log in
 * @param clientSecret the client's secret; null if the client has no secret
 * @param confirmation how a registration is confirmed before the user can log in
 * @param endpoint the URL of the service; null for AWS's endpoint of the region
 * @param quotas the calls per second that this node may send
 * @param risk what the pool's threat protection is told
 */
public record CognitoSettings(
    String region,
    String userPoolId,
    String clientId,
    @Nullable ClientSecret clientSecret,
    RegistrationConfirmation confirmation,
    @Nullable URI endpoint,
    Quotas quotas,
    RiskContext risk) {
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,32}");
  // Both patterns come from Cognito's API model (UserPoolIdType, ClientIdType). No real pool id has
  // longer parts before and after the underscore.
  private static final Pattern USER_POOL_ID =
      Pattern.compile("(?=.{1,55}$)[\\w-]{1,32}_[0-9a-zA-Z]{1,32}");
  private static final Pattern CLIENT_ID = Pattern.compile("[\\w+]{1,128}");

  /**
   * Creates settings.
   *
   * @throws IllegalArgumentException if an id does not have the format of Cognito's ids, or
   *     unsigned calls contain a context and the client has no secret
   */
  public CognitoSettings {
    if (risk.unsigned() && clientSecret == null) {
      throw new IllegalArgumentException("only a client with a secret can send the context");
    }
    require(isRegion(region), "region", region);
    require(isUserPoolId(userPoolId), "user pool id", userPoolId);
    require(isClientId(clientId), "client id", clientId);
  }

  /**
   * Creates the settings of a client without a secret, in the region that the pool's id names.
   * Users are confirmed at once.
   *
   * @throws IllegalArgumentException if an id does not have the format of Cognito's ids
   */
  public static CognitoSettings of(String userPoolId, String clientId) {
    return new CognitoSettings(
        regionOf(userPoolId),
        userPoolId,
        clientId,
        null,
        RegistrationConfirmation.AUTO,
        null,
        Quotas.DEFAULT,
        new RiskContext("localhost", false));
  }

  /** Returns the {@code SECRET_HASH} for a user name; null if the client has no secret. */
  @Nullable String secretHash(String username) {
    return clientSecret == null ? null : clientSecret.hash(username, clientId);
  }

  /**
   * Returns a copy of the parameters with the user name and, if the client has a secret, the {@code
   * SECRET_HASH}.
   */
  public Map<String, String> withUsername(String username, Map<String, String> parameters) {
    Map<String, String> all = new HashMap<>(parameters);
    all.put("USERNAME", username);
    String hash = secretHash(username);
    if (hash != null) {
      all.put("SECRET_HASH", hash);
    }
    return all;
  }

  /** Returns the text of the client's secret; null if the client has no secret. */
  public @Nullable String revealedSecret() {
    return clientSecret == null ? null : clientSecret.reveal();
  }

  /**
   * Returns the region at the start of a user pool's id; empty if the id contains no underscore.
   */
  public static String regionOf(String userPoolId) {
    return userPoolId.substring(0, Math.max(0, userPoolId.lastIndexOf('_')));
  }

  /** Checks whether the text has the format of a region's id. */
  public static boolean isRegion(String candidate) {
    return REGION.matcher(candidate).matches();
  }

  /** Checks whether the text has the format of a user pool's id. */
  public static boolean isUserPoolId(String candidate) {
    return USER_POOL_ID.matcher(candidate).matches();
  }

  /** Checks whether the text has the format of a client's id. */
  public static boolean isClientId(String candidate) {
    return CLIENT_ID.matcher(candidate).matches();
  }

  private static void require(boolean formed, String what, String candidate) {
    if (!formed) {
      throw new IllegalArgumentException("not a " + what + ": " + candidate);
    }
  }
}
