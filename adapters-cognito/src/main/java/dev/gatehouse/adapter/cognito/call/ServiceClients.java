package dev.gatehouse.adapter.cognito.call;

import dev.gatehouse.adapter.cognito.quota.QuotaLimiter;
import dev.gatehouse.adapter.cognito.quota.Quotas;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.Ticker;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hc.client5.http.impl.auth.SystemDefaultCredentialsProvider;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/** The SDK's clients for Cognito, with the retries, time-outs and limits of their calls. */
public final class ServiceClients implements AutoCloseable {
  private static final Duration OVERLOAD_PASSES = Duration.ofSeconds(1);

  /** The part of the permits, one in so many, that registrations leave to others. */
  private static final int LEFT_TO_OTHERS = 4;

  private final SdkHttpClient http;

  // The SDK has one retry strategy per client. So there are three clients, which share connections.
  private final CognitoIdentityProviderClient once;
  private final CognitoIdentityProviderClient unlessHeard;
  private final CognitoIdentityProviderClient repeatedly;

  private final int callsInFlight;
  private final Semaphore permits;
  private final QuotaLimiter quotas;

  /** Creates clients without quotas, for the few calls of an operator's command. */
  public ServiceClients(
      String region,
      @Nullable URI endpoint,
      AwsCredentialsProvider credentials,
      CallLimits limits,
      ExecutionInterceptor interceptor) {
    this(region, endpoint, credentials, limits, Quotas.NONE, interceptor, Ticker.SYSTEM);
  }

  /**
   * Creates clients.
   *
   * @param endpoint the URL of the service; null for AWS's endpoint of the region
   * @param quotas the calls per second that this node may send
   * @param interceptor is notified of each call
   * @param ticker measures the seconds of the quotas
   */
  public ServiceClients(
      String region,
      @Nullable URI endpoint,
      AwsCredentialsProvider credentials,
      CallLimits limits,
      Quotas quotas,
      ExecutionInterceptor interceptor,
      Ticker ticker) {
    this.quotas = new QuotaLimiter(quotas, ticker);
    this.callsInFlight = limits.callsInFlight();
    this.permits = new Semaphore(callsInFlight);
    this.http =
        Apache5HttpClient.builder()
            .maxConnections(limits.callsInFlight())
            .connectionAcquisitionTimeout(limits.connect())
            .connectionTimeout(limits.connect())
            // Longer than an attempt, so that a silent service always ends as a time-out.
            .socketTimeout(limits.operation())
            // The proxies of the JVM, as for the key sets, and not a reading of the environment by
            // the SDK.
            .proxyConfiguration(
                ProxyConfiguration.builder()
                    .useSystemPropertyValues(false)
                    .useEnvironmentVariableValues(false)
                    .build())
            .httpRoutePlanner(new SystemDefaultRoutePlanner(null))
            .credentialsProvider(new SystemDefaultCredentialsProvider())
            .build();
    Function<RetryStrategy, CognitoIdentityProviderClient> client =
        retries ->
            CognitoIdentityProviderClient.builder()
                .region(Region.of(region))
                .endpointOverride(endpoint)
                .credentialsProvider(credentials)
                .httpClient(http)
                .overrideConfiguration(
                    configuration ->
                        configuration
                            .apiCallAttemptTimeout(limits.attempt())
                            .apiCallTimeout(limits.operation())
                            .retryStrategy(retries)
                            .addExecutionInterceptor(interceptor)
                            .addExecutionInterceptor(new RepeatedCalls()))
                .build();
    this.once = client.apply(AwsRetryStrategy.doNotRetry());
    this.unlessHeard =
        client.apply(
            paced(DefaultRetryStrategy.standardStrategyBuilder(), limits)
                .useClientDefaults(false)
                .retryOnException(ServiceClients::neverLookedAt)
                .build());
    this.repeatedly =
        client.apply(paced(AwsRetryStrategy.standardRetryStrategy().toBuilder(), limits).build());
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

  /** Checks whether it is certain that Cognito has not started the operation. */
  private static boolean neverLookedAt(Throwable failure) {
    return switch (failure) {
      case SdkServiceException answer -> answer.isThrottlingException();
      case SdkClientException noAnswer -> noAnswer.getCause() instanceof ConnectException;
      default -> false;
    };
  }

  /** Returns the client without retries, for calls with a one-time code or a new user. */
  public CognitoIdentityProviderClient once() {
    return once;
  }

  /**
   * Returns the client that retries only if it is certain that Cognito has not started the
   * operation.
   */
  public CognitoIdentityProviderClient unlessHeard() {
    return unlessHeard;
  }

  /** Returns the client that retries, for calls that may be repeated without harm. */
  public CognitoIdentityProviderClient repeatedly() {
    return repeatedly;
  }

  /**
   * Runs a conversation: one or more calls under one permit. Registrations leave a quarter of the
   * permits to others.
   *
   * @param operations the operations that the conversation calls; their quotas are taken at once,
   *     so that a conversation does not stop in the middle
   * @throws IdentityProviderUnavailableException with reason {@code OVERLOADED} if too many
   *     conversations are running, or a quota has no room; nothing is sent then
   */
  public <A> A withPermit(List<String> operations, Supplier<A> conversation) {
    boolean yields = operations.contains("SignUp");
    if ((yields && permits.availablePermits() <= callsInFlight / LEFT_TO_OTHERS)
        || !permits.tryAcquire()) {
      throw IdentityProviderUnavailableException.overloaded(
          callsInFlight + " calls to the user pool are in flight, which is the limit",
          OVERLOAD_PASSES);
    }
    try {
      acquire(operations, yields);
      return conversation.get();
    } finally {
      permits.release();
    }
  }

  /**
   * Takes the quotas of further calls in a conversation.
   *
   * @param yields whether the calls belong to a registration, which leaves room to logins
   * @throws IdentityProviderUnavailableException with reason {@code OVERLOADED} if a quota has no
   *     room
   */
  public void acquire(List<String> operations, boolean yields) {
    Duration wait = quotas.tryAcquire(operations, yields);
    if (wait != null) {
      throw IdentityProviderUnavailableException.overloaded(
          "a quota of the user pool has no room for " + operations, wait);
    }
  }

  /** Runs one call under a permit; see {@link #withPermit} and {@link #call}. */
  public <A> A callWithPermit(
      CognitoErrors<A> errors, List<String> secretsSent, Supplier<A> operation) {
    return withPermit(List.of(errors.operation()), () -> call(errors, secretsSent, operation));
  }

  /**
   * Calls Cognito. If the call fails, {@code errors} converts the error to an outcome or throws.
   */
  public static <A> A call(
      CognitoErrors<A> errors, List<String> secretsSent, Supplier<A> operation) {
    try {
      return operation.get();
    } catch (SdkException thrown) {
      return errors.outcome(thrown, secretsSent);
    }
  }

  /** Counts the attempts after the first one of a call. */
  private final class RepeatedCalls implements ExecutionInterceptor {
    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes call) {
      if (context
          .httpRequest()
          .firstMatchingHeader("amz-sdk-request")
          .filter(attempt -> !attempt.startsWith("attempt=1;"))
          .isPresent()) {
        quotas.record(call.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
      }
    }
  }

  /** Returns the secrets of a request. A null is a secret that is not sent; it is left out. */
  public static List<String> secrets(@Nullable String... texts) {
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
