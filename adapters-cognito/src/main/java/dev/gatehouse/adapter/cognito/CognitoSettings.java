package dev.gatehouse.adapter.cognito;

import java.net.URI;
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
 * @param endpoint where the service is reached; null for AWS's own endpoint of the region
 */
public record CognitoSettings(
    String region,
    String userPoolId,
    String clientId,
    @Nullable ClientSecret clientSecret,
    @Nullable URI endpoint) {
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,32}");
  // Both from the service's API model (UserPoolIdType, ClientIdType).
  private static final Pattern USER_POOL_ID = Pattern.compile("(?=.{1,55}$)[\\w-]+_[0-9a-zA-Z]+");
  private static final Pattern CLIENT_ID = Pattern.compile("[\\w+]{1,128}");

  /**
   * Makes settings.
   *
   * @throws IllegalArgumentException if an id has not the form that the service gives it
   */
  public CognitoSettings {
    require(REGION, region, "region");
    require(USER_POOL_ID, userPoolId, "user pool id");
    require(CLIENT_ID, clientId, "client id");
  }

  private static void require(Pattern form, String candidate, String what) {
    if (!form.matcher(candidate).matches()) {
      throw new IllegalArgumentException("not a " + what + ": " + candidate);
    }
  }
}
