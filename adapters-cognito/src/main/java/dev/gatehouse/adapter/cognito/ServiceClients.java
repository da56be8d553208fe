package dev.gatehouse.adapter.cognito;

import dev.gatehouse.domain.IdentityProviderUnavailableException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/** The SDK's clients of the service, and what its calls have in common. */
public final class ServiceClients implements AutoCloseable {
  private static final Duration OVERLOAD_PASSES = Duration.ofSeconds(1);

  private final SdkHttpClient http;

  // The SDK takes its retry strategy per client: three clients share the connections.
  private final CognitoIdentityProviderClient once;
  private final CognitoIdentityProviderClient unlessHeard;
  private final CognitoIdentityProviderClient repeatedly;

  private final int callsInFlight;
  private final Semaphore permits;

  public ServiceClients(
      CognitoSettings settings,
      AwsCredentialsProvider credentials,
      CallLimits limits,
      ExecutionInterceptor interceptor) {
    this.callsInFlight = limits.callsInFlight();
    this.permits = new Semaphore(callsInFlight);
    this.http =
        Apache5HttpClient.builder()
            .maxConnections(limits.callsInFlight())
            .connectionAcquisitionTimeout(limits.connect())
            .connectionTimeout(limits.connect())
            .socketTimeout(limits.attempt())
            .build();
    this.once = client(settings, credentials, limits, AwsRetryStrategy.doNotRetry(), interceptor);
    this.unlessHeard =
        client(
            settings,
            credentials,
            limits,
            paced(DefaultRetryStrategy.standardStrategyBuilder(), limits)
                .useClientDefaults(false)
                .retryOnException(ServiceClients::neverLookedAt)
                .build(),
            interceptor);
    this.repeatedly =
        client(
            settings,
            credentials,
            limits,
            paced(AwsRetryStrategy.standardRetryStrategy().toBuilder(), limits).build(),
            interceptor);
  }

  private CognitoIdentityProviderClient client(
      CognitoSettings settings,
      AwsCredentialsProvider credentials,
      CallLimits limits,
      RetryStrategy retries,
      ExecutionInterceptor interceptor) {
    return CognitoIdentityProviderClient.builder()
        .region(Region.of(settings.region()))
        .endpointOverride(settings.endpoint())
        .credentialsProvider(credentials)
        .httpClient(http)
        .overrideConfiguration(
            configuration ->
                configuration
                    .apiCallAttemptTimeout(limits.attempt())
                    .apiCallTimeout(limits.operation())
                    .retryStrategy(retries)
                    .addExecutionInterceptor(interceptor))
        .build();
  }

  private static StandardRetryStrategy.Builder paced(
      StandardRetryStrategy.Builder retries, CallLimits limits) {
    BackoffStrategy backoff =
        BackoffStrategy.exponentialDelay(limits.backoff(), limits.operation());
    return retries
        .maxAttempts(limits.attempts())
        .backoffStrategy(backoff)
        .throttlingBackoffStrategy(backoff);
  }

  /** Whether the service can't have begun to carry the operation out. */
  private static boolean neverLookedAt(Throwable failure) {
    return switch (failure) {
      case SdkServiceException answer -> answer.isThrottlingException();
      case SdkClientException noAnswer -> noAnswer.getCause() instanceof ConnectException;
      default -> false;
    };
  }

  /** For what must not be asked twice: a one-time code, a new user. */
  CognitoIdentityProviderClient once() {
    return once;
  }

  /** For what may be asked again where the service can't have begun. */
  public CognitoIdentityProviderClient unlessHeard() {
    return unlessHeard;
  }

  /** For what may be asked again and again. */
  CognitoIdentityProviderClient repeatedly() {
    return repeatedly;
  }

  /**
   * Runs a conversation of one or more calls; refuses it, before anything is sent, where too many
   * are under way.
   */
  <A> A withPermit(Supplier<A> conversation) {
    if (!permits.tryAcquire()) {
      throw IdentityProviderUnavailableException.overloaded(
          callsInFlight + " calls to the user pool are in flight", OVERLOAD_PASSES);
    }
    try {
      return conversation.get();
    } finally {
      permits.release();
    }
  }

  /** Runs a conversation of one call, as {@link #withPermit} and {@link #call} do. */
  <A> A callWithPermit(CognitoErrors<A> errors, List<String> secretsSent, Supplier<A> operation) {
    return withPermit(() -> call(errors, secretsSent, operation));
  }

  /** Calls the service; an error becomes what the table says. */
  static <A> A call(CognitoErrors<A> errors, List<String> secretsSent, Supplier<A> operation) {
    try {
      return operation.get();
    } catch (SdkException thrown) {
      return errors.outcome(thrown, secretsSent);
    }
  }

  /** The secrets of a request; those that are null were not sent. */
  static List<String> secrets(@Nullable String... texts) {
    return Stream.of(texts).filter(Objects::nonNull).toList();
  }

  @Override
  public void close() {
    once.close();
    unlessHeard.close();
    repeatedly.close();
    http.close();
  }
}
