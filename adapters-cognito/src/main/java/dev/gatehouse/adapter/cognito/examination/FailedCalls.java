package dev.gatehouse.adapter.cognito.examination;

import dev.gatehouse.adapter.cognito.CognitoSettings;
import dev.gatehouse.adapter.cognito.call.SdkFailures;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;

/** Turns failed calls of an examination into findings. */
final class FailedCalls {
  private static final Set<String> REFUSED_CREDENTIALS =
      Set.of(
          "ExpiredTokenException",
          "UnrecognizedClientException",
          "InvalidSignatureException",
          "InvalidClientTokenId",
          "IncompleteSignature",
          "MissingAuthenticationTokenException");

  private final CognitoSettings settings;
  private final PoolReport report;

  private boolean hopeless;

  FailedCalls(CognitoSettings settings, PoolReport report) {
    this.settings = settings;
    this.report = report;
  }

  /** Returns whether every further call would fail, too. */
  boolean areHopeless() {
    return hopeless;
  }

  void reportMalformed(String operation) {
    report.error(
        "answer_makes_no_sense",
        "the response of " + operation + " is not valid",
        "This part of the settings was not checked.",
        "Check which server responds at " + endpoint() + ".");
  }

  void report(String operation, SdkException e, String policy) {
    switch (e) {
      case ResourceNotFoundException _ -> unknown(operation);
      case AwsServiceException answer
          when SdkFailures.code(answer).equals("AccessDeniedException") ->
          report.error(
              "permission_missing",
              "cognito-idp:" + operation + " is not allowed",
              operation.startsWith("Describe")
                  ? "This part of the settings was not checked."
                  : "Requests that need this call fail.",
              "Attach %s to the role or user to which the AWS credentials belong."
                  .formatted(policy));
      case AwsServiceException answer
          when REFUSED_CREDENTIALS.contains(SdkFailures.code(answer)) -> {
        hopeless = true;
        report.error(
            "credentials_refused",
            operation + ": " + SdkFailures.code(answer),
            "Every signed call fails, so users can't register or log in.",
            "Renew the credentials that the AWS SDK finds (environment, profile, container,"
                + " instance), and check this machine's clock.");
      }
      case AwsServiceException answer ->
          report.error(
              "call_failed",
              operation + " failed with " + answer.statusCode() + " " + SdkFailures.code(answer),
              "This part of the settings was not checked.",
              "Try again. If it fails again, see https://health.aws.amazon.com.");
      case SdkException failure when SdkFailures.isUnreadable(failure) ->
          reportMalformed(operation);
      case SdkException failure -> {
        hopeless = true;
        if (SdkFailures.lacksCredentials(failure)) {
          report.error(
              "credentials_missing",
              "the AWS SDK finds no credentials",
              "Every signed call fails, so users can't register or log in.",
              "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or set AWS_PROFILE, or run on a"
                  + " machine or container that has an IAM role.");
        } else {
          report.error(
              "unreachable",
              "%s got no response from %s: %s"
                  .formatted(operation, endpoint(), failure.getClass().getSimpleName()),
              "Every call to the pool fails.",
              "Check AWS_REGION, COGNITO_ENDPOINT, and the network's firewall and proxy.");
        }
      }
    }
  }

  private void unknown(String operation) {
    if (operation.equals("DescribeUserPoolClient")) {
      report.error(
          "client_unknown",
          "the pool has no client with the id " + settings.clientId(),
          "Every call fails.",
          "Set COGNITO_CLIENT_ID to an id that this command prints: aws cognito-idp list-user-pool-clients --region %s --user-pool-id %s"
              .formatted(settings.region(), settings.userPoolId()));
    } else {
      hopeless = true;
      report.error(
          "pool_unknown",
          "there is no user pool %s in %s".formatted(settings.userPoolId(), settings.region()),
          "Every call fails.",
          "Check that the AWS credentials belong to the right account. Set AWS_REGION to the pool's"
              + " region, and USER_POOL_ID to an id that this command prints: aws cognito-idp"
              + " list-user-pools --max-results 60");
    }
  }

  private String endpoint() {
    return settings.endpoint() == null
        ? "https://cognito-idp." + settings.region() + ".amazonaws.com"
        : settings.endpoint().toString();
  }
}
