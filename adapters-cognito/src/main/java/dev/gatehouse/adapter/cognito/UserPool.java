package dev.gatehouse.adapter.cognito;

import dev.gatehouse.domain.AccessToken;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.IdToken;
import dev.gatehouse.domain.LoginOutcome;
import dev.gatehouse.domain.LoginOutcome.ChallengeNotSupported;
import dev.gatehouse.domain.LoginOutcome.LoggedIn;
import dev.gatehouse.domain.NewUser;
import dev.gatehouse.domain.Password;
import dev.gatehouse.domain.RefreshToken;
import dev.gatehouse.domain.RegistrationOutcome;
import dev.gatehouse.domain.RegistrationOutcome.Registered;
import dev.gatehouse.domain.Tokens;
import dev.gatehouse.domain.Username;
import java.net.ConnectException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminInitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SignUpResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/** The operations of the service, in the domain's words; each is one call of the SDK. */
final class UserPool implements AutoCloseable {
  private static final String EMAIL = "email";

  /** How long tokens live unless the client is set up otherwise; emulators don't tell. */
  private static final Duration USUAL_LIFETIME = Duration.ofHours(1);

  private final CognitoSettings settings;
  private final SdkHttpClient http;

  // The SDK takes its retry strategy per client: three clients share the connections.
  private final CognitoIdentityProviderClient once;
  private final CognitoIdentityProviderClient unlessHeard;
  private final CognitoIdentityProviderClient repeatedly;

  UserPool(CognitoSettings settings, AwsCredentialsProvider credentials, Limits limits) {
    this.settings = settings;
    this.http =
        Apache5HttpClient.builder()
            .maxConnections(limits.callsInFlight())
            .connectionAcquisitionTimeout(limits.connect())
            .connectionTimeout(limits.connect())
            .socketTimeout(limits.attempt())
            .build();
    this.once = client(credentials, limits, AwsRetryStrategy.doNotRetry());
    this.unlessHeard =
        client(
            credentials,
            limits,
            paced(DefaultRetryStrategy.standardStrategyBuilder(), limits)
                .useClientDefaults(false)
                .retryOnException(UserPool::neverLookedAt)
                .build());
    this.repeatedly =
        client(
            credentials,
            limits,
            paced(AwsRetryStrategy.standardRetryStrategy().toBuilder(), limits).build());
  }

  private CognitoIdentityProviderClient client(
      AwsCredentialsProvider credentials, Limits limits, RetryStrategy retries) {
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
                    .retryStrategy(retries))
        .build();
  }

  private static StandardRetryStrategy.Builder paced(
      StandardRetryStrategy.Builder retries, Limits limits) {
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

  /** Creates a user; unsigned, as anyone may sign up. */
  SignUp signUp(NewUser user) {
    String username = user.username().value();
    String password = user.password().reveal();
    String hash = secretHash(username);
    return call(
        CognitoErrors.SIGN_UP,
        secrets(password, hash),
        () ->
            created(
                once.signUp(
                    request ->
                        request
                            .clientId(settings.clientId())
                            .secretHash(hash)
                            .username(username)
                            .password(password)
                            .userAttributes(
                                AttributeType.builder()
                                    .name(EMAIL)
                                    .value(user.email().value())
                                    .build()))));
  }

  private static SignUp created(SignUpResponse answer) {
    Boolean confirmed = answer.userConfirmed();
    if (confirmed == null) {
      throw CognitoErrors.nonsense("SignUp", "an answer that does not say what was created");
    }
    return new SignUp.Created(confirmed);
  }

  /** Confirms a user without a code; a user that is confirmed already stays so. */
  RegistrationOutcome confirm(Username username) {
    return call(
        CognitoErrors.ADMIN_CONFIRM_SIGN_UP,
        List.of(),
        () -> {
          repeatedly.adminConfirmSignUp(
              request -> request.userPoolId(settings.userPoolId()).username(username.value()));
          return new Registered();
        });
  }

  /** Looks a user up; empty when there is none. */
  Optional<StoredUser> find(Username username) {
    return call(
        CognitoErrors.ADMIN_GET_USER,
        List.of(),
        () ->
            Optional.of(
                stored(
                    repeatedly.adminGetUser(
                        request ->
                            request
                                .userPoolId(settings.userPoolId())
                                .username(username.value())))));
  }

  private static StoredUser stored(AdminGetUserResponse answer) {
    UserStatusType status = answer.userStatus();
    if (status == null) {
      throw CognitoErrors.nonsense("AdminGetUser", "a user without a status");
    }
    return new StoredUser(
        status != UserStatusType.UNCONFIRMED,
        answer.userAttributes().stream()
            .filter(attribute -> attribute.name().equals(EMAIL))
            .map(AttributeType::value)
            .findFirst()
            .orElse(null));
  }

  /**
   * What the pool knows of a user.
   *
   * @param confirmed whether the user has got beyond the sign-up, in whatever way
   * @param email the address; null where there is none
   */
  record StoredUser(boolean confirmed, @Nullable String email) {
    /** Whether the address is this one, but for the case of ASCII letters. */
    boolean hasAddress(EmailAddress address) {
      return email != null
          && Pattern.compile(address.value(), Pattern.LITERAL | Pattern.CASE_INSENSITIVE)
              .matcher(email)
              .matches();
    }
  }

  /** Answers a password with tokens. */
  LoginOutcome logIn(Username username, Password password) {
    String hash = secretHash(username.value());
    Map<String, String> parameters = new HashMap<>();
    parameters.put("USERNAME", username.value());
    parameters.put("PASSWORD", password.reveal());
    if (hash != null) {
      parameters.put("SECRET_HASH", hash);
    }
    return call(
        CognitoErrors.ADMIN_INITIATE_AUTH,
        secrets(password.reveal(), hash),
        () ->
            loggedIn(
                unlessHeard.adminInitiateAuth(
                    request ->
                        request
                            .userPoolId(settings.userPoolId())
                            .clientId(settings.clientId())
                            .authFlow(AuthFlowType.ADMIN_USER_PASSWORD_AUTH)
                            .authParameters(parameters))));
  }

  private static LoginOutcome loggedIn(AdminInitiateAuthResponse answer) {
    if (answer.challengeNameAsString() != null) {
      return new ChallengeNotSupported(answer.challengeNameAsString().toLowerCase(Locale.ROOT));
    }
    AuthenticationResultType result = answer.authenticationResult();
    if (result == null
        || isMissing(result.idToken())
        || isMissing(result.accessToken())
        || isMissing(result.refreshToken())) {
      throw CognitoErrors.nonsense("AdminInitiateAuth", "neither a challenge nor all three tokens");
    }
    Duration lifetime =
        result.expiresIn() == null ? USUAL_LIFETIME : Duration.ofSeconds(result.expiresIn());
    if (!lifetime.isPositive()) {
      throw CognitoErrors.nonsense("AdminInitiateAuth", "tokens that are over when issued");
    }
    return new LoggedIn(
        new Tokens(
            new IdToken(result.idToken()),
            new AccessToken(result.accessToken()),
            new RefreshToken(result.refreshToken()),
            lifetime));
  }

  private static boolean isMissing(@Nullable String token) {
    return token == null || token.isEmpty();
  }

  private @Nullable String secretHash(String username) {
    ClientSecret secret = settings.clientSecret();
    return secret == null ? null : secret.hash(username, settings.clientId());
  }

  private static List<String> secrets(String password, @Nullable String hash) {
    return hash == null ? List.of(password) : List.of(password, hash);
  }

  private static <A> A call(
      CognitoErrors<A> errors, List<String> secretsSent, Supplier<A> operation) {
    try {
      return operation.get();
    } catch (SdkException thrown) {
      return errors.outcome(thrown, secretsSent);
    }
  }

  @Override
  public void close() {
    once.close();
    unlessHeard.close();
    repeatedly.close();
    http.close();
  }
}
