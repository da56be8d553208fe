package dev.gatehouse.adapter.cognito.examination;

import dev.gatehouse.adapter.cognito.CallLimits;
import dev.gatehouse.adapter.cognito.CognitoSettings;
import dev.gatehouse.adapter.cognito.ServiceClients;
import dev.gatehouse.adapter.cognito.ServiceTime;
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
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;

/**
 * Examines whether a user pool and its client are set up as Gatehouse needs them.
 *
 * <p>It reads both ({@code DescribeUserPool}, {@code DescribeUserPoolClient}), and tries what the
 * server must be allowed to do on a user that can't exist, with a name that is made up: {@code
 * AdminGetUser}, {@code AdminConfirmSignUp}, {@code AdminUserGlobalSignOut}, {@code
 * AdminInitiateAuth} and {@code AdminRespondToAuthChallenge}. Nothing is made or changed. Each call
 * may take 5 s; where the service can't be reached, the first one is the last.
 */
public final class UserPoolExamination {
  private static final String NOBODY = "gatehouse-doctor-nobody-";

  /** What the verifier forgives, by default. */
  private static final Duration SKEW = Duration.ofSeconds(5);

  /** Signatures that are five minutes off are refused (AWS Signature Version 4). */
  private static final Duration SIGNATURES_END = Duration.ofMinutes(4);

  private static final Set<String> REFUSED_CREDENTIALS =
      Set.of(
          "ExpiredTokenException",
          "UnrecognizedClientException",
          "InvalidSignatureException",
          "InvalidClientTokenId",
          "IncompleteSignature",
          "MissingAuthenticationTokenException");

  private final CognitoSettings settings;
  private final CognitoIdentityProviderClient service;
  private final ServiceTime time;
  private final PoolReport report;

  /** Whether no other call would fare better. */
  private boolean hopeless;

  private UserPoolExamination(
      CognitoSettings settings,
      CognitoIdentityProviderClient service,
      ServiceTime time,
      PoolReport report) {
    this.settings = settings;
    this.service = service;
    this.time = time;
    this.report = report;
  }

  /**
   * Examines, with credentials from the AWS SDK's default chain; whatever fails becomes a finding.
   *
   * @param issuers the issuers whose tokens are believed
   * @param clock tells the current time
   * @return findings of all severities, in no particular order; not empty
   */
  public static List<PoolFinding> of(
      CognitoSettings settings, Set<String> issuers, InstantSource clock) {
    return of(
        settings,
        issuers,
        clock,
        DefaultCredentialsProvider.builder().build(),
        CallLimits.STANDARD);
  }

  public static List<PoolFinding> of(
      CognitoSettings settings,
      Set<String> issuers,
      InstantSource clock,
      AwsCredentialsProvider credentials,
      CallLimits limits) {
    PoolReport report = new PoolReport(settings);
    ServiceTime time = new ServiceTime(clock);
    try (ServiceClients clients = new ServiceClients(settings, credentials, limits, time)) {
      new UserPoolExamination(settings, clients.unlessHeard(), time, report).examine(issuers);
    }
    return report.findings();
  }

  private void examine(Set<String> issuers) {
    UserPoolChecks pool = new UserPoolChecks(settings, issuers, report);
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

  /** Looks at something, unless that is in vain. */
  private <T> void read(String operation, Supplier<@Nullable T> call, Consumer<T> checks) {
    if (hopeless) {
      return;
    }
    try {
      T read = call.get();
      if (read == null) {
        malformedResponse(operation);
      } else {
        checks.accept(read);
      }
    } catch (SdkException e) {
      failed(operation, e, "scripts/iam-policy-doctor.json");
    }
  }

  private void malformedResponse(String operation) {
    report.error(
        "answer_makes_no_sense",
        operation + " answered what is no answer",
        "What it would tell was not examined.",
        "Look at what answers at " + endpoint() + ".");
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

  /** Tries what must be allowed; that there is no such user is the answer of who may ask. */
  private void probe(String operation, Supplier<?> call) {
    if (hopeless) {
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
        failed(operation, e, "scripts/iam-policy.json");
      }
    }
  }

  /** A made-up session is refused in one of several ways. */
  private static boolean isOfChallenge(SdkException e) {
    return e instanceof AwsServiceException answer
        && Set.of("CodeMismatchException", "ExpiredCodeException").contains(code(answer));
  }

  /** The same exceptions tell of a secret that is wrong and of a flow that is off. */
  private void answered(String operation, AwsServiceException answer) {
    String message = String.valueOf(answer.getMessage());
    if (message.contains("secret hash") || message.contains("SECRET_HASH")) {
      report.error(
          "client_secret_refused",
          operation + ": the secret hash is refused",
          "Every call that names a user fails.",
          "Set COGNITO_CLIENT_SECRET to the client's secret, or unset it where that has none.");
    } else if (message.contains("flow not enabled")) {
      report.error(
          "login_flow_refused",
          operation + ": the flow is not enabled for the client",
          "Every login fails.",
          report.setFlowsOnClient());
    } else {
      allowed(operation);
    }
  }

  private void allowed(String operation) {
    report.ok("permission", "cognito-idp:" + operation + " is allowed");
  }

  private void failed(String operation, SdkException e, String policy) {
    switch (e) {
      case ResourceNotFoundException _ -> unknown(operation);
      case AwsServiceException answer when code(answer).equals("AccessDeniedException") ->
          report.error(
              "permission_missing",
              "cognito-idp:" + operation + " is not allowed",
              operation.startsWith("Describe")
                  ? "What it would tell was not examined."
                  : "What needs it fails.",
              "Attach %s to the role or user whose credentials these are.".formatted(policy));
      case AwsServiceException answer when REFUSED_CREDENTIALS.contains(code(answer)) -> {
        hopeless = true;
        report.error(
            "credentials_refused",
            operation + ": " + code(answer),
            "No call that is signed works: no registration, no login.",
            "Renew the credentials that the AWS SDK finds (environment, profile, container,"
                + " instance), and set this machine's clock.");
      }
      case AwsServiceException answer ->
          report.error(
              "call_failed",
              operation + " answered " + answer.statusCode() + " " + code(answer),
              "What it would tell was not examined.",
              "Try again; if it lasts, see https://health.aws.amazon.com.");
      case SdkException failure
          when String.valueOf(failure.getMessage()).startsWith("Unable to unmarshall") ->
          malformedResponse(operation);
      case SdkException failure -> {
        hopeless = true;
        if (String.valueOf(failure.getMessage()).contains("credentials")) {
          report.error(
              "credentials_missing",
              "the AWS SDK finds no credentials",
              "No call that is signed works: no registration, no login.",
              "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY or AWS_PROFILE, or run where a role"
                  + " is attached.");
        } else {
          report.error(
              "unreachable",
              "%s got no answer from %s: %s"
                  .formatted(operation, endpoint(), failure.getClass().getSimpleName()),
              "Nothing works that needs the pool.",
              "Check AWS_REGION, COGNITO_ENDPOINT, and the way out of this network.");
        }
      }
    }
  }

  private void unknown(String operation) {
    if (operation.equals("DescribeUserPoolClient")) {
      report.error(
          "client_unknown",
          "the pool has no client " + settings.clientId(),
          "Every call fails.",
          "Set COGNITO_CLIENT_ID to one that aws cognito-idp list-user-pool-clients --region %s --user-pool-id %s prints."
              .formatted(settings.region(), settings.userPoolId()));
    } else {
      hopeless = true;
      report.error(
          "pool_unknown",
          "there is no user pool %s in %s".formatted(settings.userPoolId(), settings.region()),
          "Every call fails.",
          "Set USER_POOL_ID and AWS_REGION to one that aws cognito-idp list-user-pools"
              + " --max-results 60 prints, in the account whose credentials these are.");
    }
  }

  private static String code(AwsServiceException e) {
    return e.awsErrorDetails() == null ? "" : String.valueOf(e.awsErrorDetails().errorCode());
  }

  private String endpoint() {
    return settings.endpoint() == null
        ? "https://cognito-idp." + settings.region() + ".amazonaws.com"
        : settings.endpoint().toString();
  }

  private void clock() {
    Duration ahead = time.ahead();
    if (ahead == null) {
      return;
    }
    String found =
        "this machine's clock is %d s %s the service's"
            .formatted(ahead.abs().toSeconds(), ahead.isNegative() ? "behind" : "ahead of");
    String fix = "Have it kept by NTP: timedatectl set-ntp true";
    if (ahead.abs().compareTo(SIGNATURES_END) > 0) {
      report.error("clock_off", found, "Signed calls are refused, and so are good tokens.", fix);
    } else if (ahead.abs().compareTo(SKEW) > 0) {
      report.warning("clock_off", found, "New tokens may be refused as issued in the future.", fix);
    } else {
      report.ok("clock", "this machine's clock is the service's, within 5 s");
    }
  }
}
