package dev.gatehouse.adapter.cognito;

import dev.gatehouse.adapter.cognito.call.CallLimits;
import dev.gatehouse.adapter.cognito.quota.Quotas;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;

/** The pool, the credentials and the limits that the tests share. */
public final class Fixtures {
  public static final String POOL_ID = "eu-central-1_AbCdEfGhI";
  static final String CLIENT_ID = "3n4b5urk1ft4fl3mg5e62d9ado";

  public static final AwsCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "wJalrXUtnFEMI"));

  /** Finds no credentials. */
  public static final AwsCredentialsProvider NO_CREDENTIALS =
      AwsCredentialsProviderChain.of(SystemPropertyCredentialsProvider.create());

  /** Limits with long time-outs for slow machines, and very short pauses between attempts. */
  public static final CallLimits PATIENT =
      limits(Duration.ofSeconds(20), Duration.ofSeconds(60), CallLimits.STANDARD.attempts());

  /** Limits with short time-outs. */
  public static final CallLimits HASTY =
      new CallLimits(
          4,
          Duration.ofMillis(200),
          Duration.ofMillis(200),
          Duration.ofMillis(500),
          CallLimits.STANDARD.attempts(),
          Duration.ofMillis(2));

  private Fixtures() {}

  static CallLimits limits(Duration attempt, Duration operation, int attempts) {
    return new CallLimits(
        CallLimits.STANDARD.callsInFlight(),
        Duration.ofSeconds(10),
        attempt,
        operation,
        attempts,
        Duration.ofMillis(2));
  }

  public static CognitoSettings settings(@Nullable URI endpoint, @Nullable ClientSecret secret) {
    return settings(endpoint, secret, RegistrationConfirmation.AUTO);
  }

  public static CognitoSettings settings(
      @Nullable URI endpoint,
      @Nullable ClientSecret secret,
      RegistrationConfirmation confirmation) {
    return new CognitoSettings(
        "eu-central-1",
        POOL_ID,
        CLIENT_ID,
        secret,
        confirmation,
        endpoint,
        Quotas.NONE,
        new RiskContext("auth.example.com", secret != null));
  }
}
