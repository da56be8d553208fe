package dev.gatehouse.adapter.cognito;

import dev.gatehouse.domain.account.RegistrationConfirmation;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which user pool to use, and how to reach it.
 *
 * <p>Credentials are no part of it: they come from the AWS SDK's default chain (environment, system
 * properties, profile, container, instance).
 *
 * @param region the id of the pool's AWS region, such as {@code eu-central-1}
 * @param userPoolId the pool, such as {@code eu-central-1_AbCdEfGhI}
 * @param clientId the pool's client that users log in through
 * @param clientSecret the client's secret; null for a client that has none
 * @param confirmation what a registration takes before the user can log in
 * @param endpoint where the service is reached; null for AWS's own endpoint of the region
 */
public record CognitoSettings(
    String region,
    String userPoolId,
    String clientId,
    @Nullable ClientSecret clientSecret,
    RegistrationConfirmation confirmation,
    @Nullable URI endpoint) {
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,32}");
  // Both from the service's API model (UserPoolIdType, ClientIdType); no pool has longer halves.
  private static final Pattern USER_POOL_ID =
      Pattern.compile("(?=.{1,55}$)[\\w-]{1,32}_[0-9a-zA-Z]{1,32}");
  private static final Pattern CLIENT_ID = Pattern.compile("[\\w+]{1,128}");

  /**
   * Makes settings.
   *
   * @throws IllegalArgumentException if an id has not the form that the service gives it
   */
  public CognitoSettings {
    require(isRegion(region), "region", region);
    require(isUserPoolId(userPoolId), "user pool id", userPoolId);
    require(isClientId(clientId), "client id", clientId);
  }

  /** The {@code SECRET_HASH} for a user name; null for a client without a secret. */
  @Nullable String secretHash(String username) {
    return clientSecret == null ? null : clientSecret.hash(username, clientId);
  }

  /**
   * The parameters, with the user name and, for a client with a secret, its {@code SECRET_HASH}.
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

  /** The client's secret itself; null for a client that has none. */
  public @Nullable String revealedSecret() {
    return clientSecret == null ? null : clientSecret.reveal();
  }

  /** The region that a user pool's id begins with; empty where it names none. */
  public static String regionOf(String userPoolId) {
    return userPoolId.substring(0, Math.max(0, userPoolId.lastIndexOf('_')));
  }

  /** Whether the text has the form of a region's id. */
  public static boolean isRegion(String candidate) {
    return REGION.matcher(candidate).matches();
  }

  /** Whether the text has the form of a user pool's id. */
  public static boolean isUserPoolId(String candidate) {
    return USER_POOL_ID.matcher(candidate).matches();
  }

  /** Whether the text has the form of a client's id. */
  public static boolean isClientId(String candidate) {
    return CLIENT_ID.matcher(candidate).matches();
  }

  private static void require(boolean formed, String what, String candidate) {
    if (!formed) {
      throw new IllegalArgumentException("not a " + what + ": " + candidate);
    }
  }
}
