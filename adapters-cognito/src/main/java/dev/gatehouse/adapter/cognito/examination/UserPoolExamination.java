package dev.gatehouse.adapter.cognito.examination;

import dev.gatehouse.adapter.cognito.CognitoSettings;
import dev.gatehouse.adapter.cognito.call.CallLimits;
import dev.gatehouse.adapter.cognito.call.SdkFailures;
import dev.gatehouse.adapter.cognito.call.ServiceClients;
import dev.gatehouse.domain.account.PasswordPolicy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;

/**
 * Checks whether the settings of a user pool and its client are correct for Gatehouse.
 *
 * <p>It reads both ({@code DescribeUserPool}, {@code DescribeUserPoolClient}). Then it checks the
 * permissions of the server: it calls {@code AdminGetUser}, {@code AdminConfirmSignUp}, {@code
 * AdminUserGlobalSignOut}, {@code AdminInitiateAuth} and {@code AdminRespondToAuthChallenge} with a
 * random name of a user that does not exist. Nothing is created or changed. The time-out of each
 * call is 5 s. If a call shows that all others would fail too, for example because Cognito can't be
 * reached, no other call is made.
 */
public final class UserPoolExamination {
  private static final String NOBODY = "gatehouse-doctor-nobody-";

  /** The clock difference that the token verifier accepts by default. */
  private static final Duration SKEW = Duration.ofSeconds(5);

  /** AWS refuses signatures that are five minutes off (AWS Signature Version 4). */
  private static final Duration SIGNATURES_END = Duration.ofMinutes(4);

  private final CognitoSettings settings;
  private final CognitoIdentityProviderClient service;
  private final ServiceTime time;
  private final PoolReport report;
  private final FailedCalls failures;

  private UserPoolExamination(
      CognitoSettings settings,
      CognitoIdentityProviderClient service,
      ServiceTime time,
      PoolReport report) {
    this.settings = settings;
    this.service = service;
    this.time = time;
    this.report = report;
    this.failures = new FailedCalls(settings, report);
  }

  /**
   * Examines the pool. AWS credentials come from the AWS SDK's default chain. A failed call becomes
   * a finding.
   *
   * @param issuers the issuers whose tokens Gatehouse trusts
   * @param passwords our rules for new passwords
   * @param clock the clock of this machine
   * @return findings of all severities, in no particular order; not empty
   */
  public static List<PoolFinding> of(
      CognitoSettings settings,
      Set<String> issuers,
      PasswordPolicy passwords,
      InstantSource clock) {
    return of(
        settings,
        issuers,
        passwords,
        clock,
        DefaultCredentialsProvider.builder().build(),
        CallLimits.STANDARD);
  }

  public static List<PoolFinding> of(
      CognitoSettings settings,
      Set<String> issuers,
      PasswordPolicy passwords,
      InstantSource clock,
      AwsCredentialsProvider credentials,
      CallLimits limits) {
    PoolReport report = new PoolReport(settings);
    ServiceTime time = new ServiceTime(clock);
    try (ServiceClients clients =
        new ServiceClients(settings.region(), settings.endpoint(), credentials, limits, time)) {
      new UserPoolExamination(settings, clients.unlessHeard(), time, report)
          .examine(issuers, passwords);
    }
    return report.findings();
  }

  private void examine(Set<String> issuers, PasswordPolicy passwords) {
    UserPoolChecks pool = new UserPoolChecks(settings, issuers, passwords, report);
    read(
        "DescribeUserPool",
        () -> service.describeUserPool(r -> r.userPoolId(settings.userPoolId())).userPool(),
        pool::check);
    UserPoolClientChecks client = new UserPoolClientChecks(settings, report);
    read(
        "DescribeUserPoolClient",
        () ->
            service
                .describeUserPoolClient(
                    r -> r.userPoolId(settings.userPoolId()).clientId(settings.clientId()))
                .userPoolClient(),
        client::check);
    permissions();
    clock();
  }

  /** Reads and checks one thing, unless every call fails. */
  private <T> void read(String operation, Supplier<@Nullable T> call, Consumer<T> checks) {
    if (failures.areHopeless()) {
      return;
    }
    try {
      T read = call.get();
      if (read == null) {
        failures.reportMalformed(operation);
      } else {
        checks.accept(read);
      }
    } catch (SdkException e) {
      failures.report(operation, e, "scripts/iam-policy-doctor.json");
    }
  }

  private void permissions() {
    String nobody = NOBODY + UUID.randomUUID();
    String pool = settings.userPoolId();
    probe("AdminGetUser", () -> service.adminGetUser(r -> r.userPoolId(pool).username(nobody)));
    probe(
        "AdminConfirmSignUp",
        () -> service.adminConfirmSignUp(r -> r.userPoolId(pool).username(nobody)));
    probe(
        "AdminUserGlobalSignOut",
        () -> service.adminUserGlobalSignOut(r -> r.userPoolId(pool).username(nobody)));
    probe(
        "AdminInitiateAuth",
        () ->
            service.adminInitiateAuth(
                r ->
                    r.userPoolId(pool)
                        .clientId(settings.clientId())
                        .authFlow(AuthFlowType.ADMIN_USER_PASSWORD_AUTH)
                        .authParameters(
                            settings.withUsername(nobody, Map.of("PASSWORD", "No1" + nobody)))));
    probe(
        "AdminRespondToAuthChallenge",
        () ->
            service.adminRespondToAuthChallenge(
                r ->
                    r.userPoolId(pool)
                        .clientId(settings.clientId())
                        .challengeName(ChallengeNameType.SMS_MFA)
                        .session("no-session-".repeat(2))
                        .challengeResponses(
                            settings.withUsername(nobody, Map.of("SMS_MFA_CODE", "000000")))));
  }

  /** Checks a permission. If it exists, Cognito reports that the user does not exist. */
  private void probe(String operation, Supplier<?> call) {
    if (failures.areHopeless()) {
      return;
    }
    try {
      var _ = call.get();
      allowed(operation);
    } catch (UserNotFoundException | NotAuthorizedException | InvalidParameterException e) {
      answered(operation, e);
    } catch (SdkException e) {
      if (isOfChallenge(e)) {
        allowed(operation);
      } else {
        failures.report(operation, e, "scripts/iam-policy.json");
      }
    }
  }

  /** Checks for the errors with which Cognito refuses an invalid session. */
  private static boolean isOfChallenge(SdkException e) {
    return e instanceof AwsServiceException answer
        && Set.of("CodeMismatchException", "ExpiredCodeException")
            .contains(SdkFailures.code(answer));
  }

  /** The same exceptions also report a wrong client secret and a disabled flow. */
  private void answered(String operation, AwsServiceException answer) {
    String message = String.valueOf(answer.getMessage());
    if (message.contains("secret hash") || message.contains("SECRET_HASH")) {
      report.error(
          "client_secret_refused",
          operation + ": Cognito refuses the secret hash",
          "Every call with a user name fails.",
          "Set COGNITO_CLIENT_SECRET to the client's secret. If the client has no secret, unset"
              + " it.");
    } else if (message.contains("flow not enabled")) {
      report.error(
          "login_flow_refused",
          operation + ": the login flow is not enabled for the client",
          "Every login fails.",
          report.setFlowsOnClient());
    } else {
      allowed(operation);
    }
  }

  private void allowed(String operation) {
    report.ok("permission", "cognito-idp:" + operation + " is allowed");
  }

  private void clock() {
    Duration ahead = time.ahead();
    if (ahead == null) {
      return;
    }
    String found =
        "this machine's clock is %d s %s Cognito's clock"
            .formatted(ahead.abs().toSeconds(), ahead.isNegative() ? "behind" : "ahead of");
    String fix = "Synchronize the clock with NTP: timedatectl set-ntp true";
    if (ahead.abs().compareTo(SIGNATURES_END) > 0) {
      report.error(
          "clock_off",
          found,
          "Cognito refuses signed calls, and Gatehouse refuses valid tokens.",
          fix);
    } else if (ahead.abs().compareTo(SKEW) > 0) {
      report.warning(
          "clock_off",
          found,
          "Gatehouse can refuse new tokens, because they seem to be issued in the future.",
          fix);
    } else {
      report.ok("clock", "this machine's clock differs from Cognito's clock by 5 s or less");
    }
  }
}
