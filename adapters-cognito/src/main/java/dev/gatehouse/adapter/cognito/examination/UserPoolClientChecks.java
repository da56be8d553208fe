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

/** Checks the settings that the pool's client must have, and the settings that it should have. */
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

  /** The longest acceptable lifetime: a logout ends access and ID tokens only on one node. */
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
    userContext(client);
    lifetimes(client);
    attributes(client);
    if (client.preventUserExistenceErrors() == PreventUserExistenceErrorTypes.ENABLED) {
      report.ok(
          "existence_errors",
          "Cognito returns the same error for unknown users and wrong passwords");
    } else {
      report.error(
          "existence_errors_legacy",
          "Cognito returns a different error for unknown users",
          "Anyone who calls the pool directly can find out which users exist.",
          report.setOnClient("--prevent-user-existence-errors ENABLED"));
    }
    if (Boolean.TRUE.equals(client.enableTokenRevocation())) {
      report.ok("token_revocation", "token revocation is on");
    } else {
      report.error(
          "token_revocation_off",
          "token revocation is off",
          "A logout does not end the refresh token, and tokens do not show to which login they"
              + " belong.",
          report.setOnClient("--enable-token-revocation"));
    }
  }

  private void flows(UserPoolClientType client) {
    List<String> flows = client.explicitAuthFlowsAsStrings();
    if (flows.stream().anyMatch(ADMIN_FLOWS::contains)) {
      report.ok("login_flow", "the client allows the flow that Gatehouse uses to log users in");
    } else {
      report.error(
          "login_flow_off",
          "the client does not allow the login flow of Gatehouse; it allows " + flows,
          "Every login fails.",
          report.setFlowsOnClient());
    }
    Set<String> open = new TreeSet<>(flows);
    open.retainAll(PUBLIC_FLOWS);
    if (!open.isEmpty()) {
      report.warning(
          "public_flows",
          "the client allows " + String.join(", ", open),
          "Attackers can try passwords directly at Cognito. Gatehouse's rate limits and audit trail"
              + " do not apply to these attempts.",
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
          "refresh token rotation is on, but the client allows " + REFRESH_FLOW,
          "Cognito does not support both together: a refresh ignores the rotation, or every refresh"
              + " fails.",
          report.setOnClient("--explicit-auth-flows ALLOW_ADMIN_USER_PASSWORD_AUTH"));
    } else if (!rotates && !flow) {
      report.error(
          "refresh_off",
          "refresh token rotation is off, and the client does not allow " + REFRESH_FLOW,
          "Users must log in again when their tokens expire.",
          report.setFlowsOnClient());
    } else {
      report.ok("refresh", rotates ? "refresh token rotation is on" : "tokens can be refreshed");
    }
    if (rotates && graceSeconds(client) == 0) {
      report.warning(
          "no_rotation_grace",
          "a replaced refresh token is refused at once",
          "If the response to a refresh is lost, the user must log in again.",
          report.setOnClient(
              "--refresh-token-rotation Feature=ENABLED,RetryGracePeriodSeconds=30"));
    }
  }

  private static int graceSeconds(UserPoolClientType client) {
    Integer seconds = client.refreshTokenRotation().retryGracePeriodSeconds();
    return seconds == null ? 0 : seconds;
  }

  private void userContext(UserPoolClientType client) {
    if (settings.risk().unsigned()
        && !Boolean.TRUE.equals(client.enablePropagateAdditionalUserContextData())) {
      report.error(
          "user_context_off",
          "COGNITO_USER_CONTEXT is on, but the client does not accept the address of the user",
          "Registrations, codes and password resets fail.",
          "Unset COGNITO_USER_CONTEXT, or "
              + report.setOnClient("--enable-propagate-additional-user-context-data"));
    }
  }

  private void secret(@Nullable String theirs) {
    String ours = settings.revealedSecret();
    if (theirs == null && ours != null) {
      report.error(
          "client_secret_needless",
          "COGNITO_CLIENT_SECRET is set, but the client has no secret",
          "Every call with a user name fails.",
          "Unset COGNITO_CLIENT_SECRET.");
    } else if (theirs != null && ours == null) {
      report.error(
          "client_secret_missing",
          "the client has a secret, but COGNITO_CLIENT_SECRET is not set",
          "Every call with a user name fails.",
          "Set COGNITO_CLIENT_SECRET to the client's secret; describe-user-pool-client prints it.");
    } else if (theirs != null && !theirs.equals(ours)) {
      report.error(
          "client_secret_wrong",
          "COGNITO_CLIENT_SECRET is not the client's secret",
          "Every call with a user name fails.",
          "Set COGNITO_CLIENT_SECRET to the client's secret; describe-user-pool-client prints it.");
    } else {
      report.ok(
          "client_secret",
          theirs == null
              ? "the client has no secret"
              : "COGNITO_CLIENT_SECRET is the client's secret");
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
          "tokens are valid for %d hours".formatted(longest.toHours()),
          "After a logout, other nodes and services that verify tokens with the key set still"
              + " accept the tokens for that time.",
          report.setOnClient(
              "--id-token-validity 60 --access-token-validity 60 --token-validity-units"
                  + " IdToken=minutes,AccessToken=minutes"));
    } else {
      report.ok(
          "token_lifetimes", "tokens are valid for %d minutes".formatted(longest.toMinutes()));
    }
  }

  /**
   * The default unit is hours, and the default lifetime is one hour (see Cognito's API reference).
   */
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

  /** An empty list means that the client can read or write all standard attributes. */
  private void attributes(UserPoolClientType client) {
    if (!client.writeAttributes().isEmpty() && !client.writeAttributes().contains("email")) {
      report.error(
          "email_not_writable",
          "the client can't write the attribute email",
          "Every registration fails.",
          report.setOnClient("--write-attributes email"));
    }
    if (!client.readAttributes().isEmpty()
        && !client.readAttributes().containsAll(Set.of("email", "email_verified"))) {
      report.warning(
          "email_not_readable",
          "the client can't read the attributes email and email_verified",
          "ID tokens and the response of GET /users/me contain no e-mail address.",
          report.setOnClient("--read-attributes email email_verified"));
    }
  }
}
