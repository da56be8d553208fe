package dev.gatehouse.adapter.cognito.examination;

import dev.gatehouse.adapter.cognito.CognitoSettings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.FeatureType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PreventUserExistenceErrorTypes;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TimeUnitsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/** What the pool's client must be like for Gatehouse, and what it should be like. */
final class UserPoolClientChecks {
  private static final Set<String> ADMIN_FLOWS =
      Set.of("ALLOW_ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH");
  private static final Set<String> PUBLIC_FLOWS =
      Set.of(
          "ALLOW_USER_PASSWORD_AUTH",
          "ALLOW_USER_SRP_AUTH",
          "ALLOW_USER_AUTH",
          "ALLOW_CUSTOM_AUTH",
          "USER_PASSWORD_AUTH",
          "CUSTOM_AUTH_FLOW_ONLY");
  private static final String REFRESH_FLOW = "ALLOW_REFRESH_TOKEN_AUTH";

  /** What a logout ends on one node alone should end by itself within half a day. */
  private static final Duration LONG = Duration.ofHours(12);

  private final CognitoSettings settings;
  private final PoolReport report;

  UserPoolClientChecks(CognitoSettings settings, PoolReport report) {
    this.settings = settings;
    this.report = report;
  }

  void check(UserPoolClientType client) {
    flows(client);
    refreshing(client);
    secret(client.clientSecret());
    lifetimes(client);
    attributes(client);
    if (client.preventUserExistenceErrors() == PreventUserExistenceErrorTypes.ENABLED) {
      report.ok("existence_errors", "unknown users and wrong passwords look the same");
    } else {
      report.error(
          "existence_errors_legacy",
          "existence errors are not prevented",
          "Whoever asks the pool directly learns which users there are.",
          report.setOnClient("--prevent-user-existence-errors ENABLED"));
    }
    if (Boolean.TRUE.equals(client.enableTokenRevocation())) {
      report.ok("token_revocation", "refresh tokens can be revoked");
    } else {
      report.error(
          "token_revocation_off",
          "token revocation is off",
          "A logout does not end the refresh token, and tokens do not tell which login they are"
              + " of.",
          report.setOnClient("--enable-token-revocation"));
    }
  }

  private void flows(UserPoolClientType client) {
    List<String> flows = client.explicitAuthFlowsAsStrings();
    if (flows.stream().anyMatch(ADMIN_FLOWS::contains)) {
      report.ok("login_flow", "the server may log users in");
    } else {
      report.error(
          "login_flow_off",
          "the client allows " + flows,
          "Every login fails.",
          report.setFlowsOnClient());
    }
    Set<String> open = new TreeSet<>(flows);
    open.retainAll(PUBLIC_FLOWS);
    if (!open.isEmpty()) {
      report.warning(
          "public_flows",
          "the client allows " + String.join(", ", open),
          "Passwords can be tried at Cognito directly, past Gatehouse's limits and its audit"
              + " trail.",
          report.setFlowsOnClient());
    }
  }

  private void refreshing(UserPoolClientType client) {
    boolean flow = client.explicitAuthFlowsAsStrings().contains(REFRESH_FLOW);
    boolean rotates =
        client.refreshTokenRotation() != null
            && client.refreshTokenRotation().feature() == FeatureType.ENABLED;
    if (rotates && flow) {
      report.error(
          "refresh_flow_with_rotation",
          "refresh tokens are rotated, and the client allows " + REFRESH_FLOW,
          "The service does not take both: a token can be refreshed past its rotation, or not at"
              + " all.",
          report.setOnClient("--explicit-auth-flows ALLOW_ADMIN_USER_PASSWORD_AUTH"));
    } else if (!rotates && !flow) {
      report.error(
          "refresh_off",
          "refresh tokens are not rotated, and the client does not allow " + REFRESH_FLOW,
          "Users must log in again when their tokens expire.",
          report.setFlowsOnClient());
    } else {
      report.ok("refresh", rotates ? "refresh tokens are rotated" : "tokens can be refreshed");
    }
    if (rotates && graceSeconds(client) == 0) {
      report.warning(
          "no_rotation_grace",
          "a refresh token that was replaced is refused at once",
          "A client whose answer got lost on its way must log in again.",
          report.setOnClient(
              "--refresh-token-rotation Feature=ENABLED,RetryGracePeriodSeconds=30"));
    }
  }

  private static int graceSeconds(UserPoolClientType client) {
    Integer seconds = client.refreshTokenRotation().retryGracePeriodSeconds();
    return seconds == null ? 0 : seconds;
  }

  private void secret(@Nullable String theirs) {
    String ours = settings.revealedSecret();
    if (theirs == null && ours != null) {
      report.error(
          "client_secret_needless",
          "COGNITO_CLIENT_SECRET is set, and the client has no secret",
          "Every call that names a user fails.",
          "Unset COGNITO_CLIENT_SECRET.");
    } else if (theirs != null && ours == null) {
      report.error(
          "client_secret_missing",
          "the client has a secret, and COGNITO_CLIENT_SECRET is not set",
          "Every call that names a user fails.",
          "Set COGNITO_CLIENT_SECRET to it; describe-user-pool-client prints it.");
    } else if (theirs != null && !theirs.equals(ours)) {
      report.error(
          "client_secret_wrong",
          "COGNITO_CLIENT_SECRET is not the client's secret",
          "Every call that names a user fails.",
          "Set COGNITO_CLIENT_SECRET to it; describe-user-pool-client prints it.");
    } else {
      report.ok("client_secret", theirs == null ? "the client has none" : "it is the client's");
    }
  }

  private void lifetimes(UserPoolClientType client) {
    var units = client.tokenValidityUnits();
    Duration id = lifetime(client.idTokenValidity(), units == null ? null : units.idToken());
    Duration access =
        lifetime(client.accessTokenValidity(), units == null ? null : units.accessToken());
    Duration longest = id.compareTo(access) > 0 ? id : access;
    if (longest.compareTo(LONG) > 0) {
      report.warning(
          "long_lived_tokens",
          "tokens live %d hours".formatted(longest.toHours()),
          "After a logout other nodes, and whoever verifies by the key set, take them that long.",
          report.setOnClient(
              "--id-token-validity 60 --access-token-validity 60 --token-validity-units"
                  + " IdToken=minutes,AccessToken=minutes"));
    } else {
      report.ok("token_lifetimes", "tokens live %d minutes".formatted(longest.toMinutes()));
    }
  }

  /** Hours where no unit is given; an hour where nothing is (the API's documentation). */
  private static Duration lifetime(@Nullable Integer validity, @Nullable TimeUnitsType unit) {
    if (validity == null || validity == 0) {
      return Duration.ofHours(1);
    }
    return switch (unit) {
      case SECONDS -> Duration.ofSeconds(validity);
      case MINUTES -> Duration.ofMinutes(validity);
      case DAYS -> Duration.ofDays(validity);
      case null, default -> Duration.ofHours(validity);
    };
  }

  /** Where no attribute is listed, the standard ones may be read and written. */
  private void attributes(UserPoolClientType client) {
    if (!client.writeAttributes().isEmpty() && !client.writeAttributes().contains("email")) {
      report.error(
          "email_not_writable",
          "the client may not write the attribute email",
          "Every registration fails.",
          report.setOnClient("--write-attributes email"));
    }
    if (!client.readAttributes().isEmpty()
        && !client.readAttributes().containsAll(Set.of("email", "email_verified"))) {
      report.warning(
          "email_not_readable",
          "the client may not read the attributes email and email_verified",
          "ID tokens, and GET /users/me, have no e-mail address.",
          report.setOnClient("--read-attributes email email_verified"));
    }
  }
}
