package dev.gatehouse.adapter.cognito;

import dev.gatehouse.adapter.cognito.CognitoErrors.Confirmation;
import dev.gatehouse.domain.AccessToken;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.IdToken;
import dev.gatehouse.domain.LoginOutcome;
import dev.gatehouse.domain.NewUser;
import dev.gatehouse.domain.Password;
import dev.gatehouse.domain.RefreshToken;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Tokens;
import dev.gatehouse.domain.Username;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminInitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SignUpResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/** The pool's operations that register users and log them in; each is one call of the SDK. */
final class UserPool {
  static final String EMAIL = "email";

  /** How long tokens live unless the client is set up otherwise; emulators don't tell. */
  static final Duration USUAL_LIFETIME = Duration.ofHours(1);

  private final CognitoSettings settings;
  private final ServiceClients service;
  private final Challenges challenges;

  UserPool(CognitoSettings settings, ServiceClients service, Challenges challenges) {
    this.settings = settings;
    this.service = service;
    this.challenges = challenges;
  }

  /** Creates a user; unsigned, as anyone may sign up. */
  SignUp signUp(NewUser user) {
    String username = user.username().value();
    String password = user.password().reveal();
    String hash = settings.secretHash(username);
    return ServiceClients.call(
        CognitoErrors.SIGN_UP,
        ServiceClients.secrets(password, hash),
        () ->
            created(
                service
                    .once()
                    .signUp(
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
    return new SignUp.Created(
        confirmed, isMissing(answer.userSub()) ? null : new Subject(answer.userSub()));
  }

  /** Confirms a user without a code; a user that is confirmed already stays so. */
  Confirmation confirm(Username username) {
    return ServiceClients.call(
        CognitoErrors.ADMIN_CONFIRM_SIGN_UP,
        List.of(),
        () -> {
          service
              .repeatedly()
              .adminConfirmSignUp(
                  request -> request.userPoolId(settings.userPoolId()).username(username.value()));
          return Confirmation.DONE;
        });
  }

  /** Looks a user up; empty when there is none. */
  Optional<StoredUser> find(Username username) {
    return ServiceClients.call(
        CognitoErrors.ADMIN_GET_USER,
        List.of(),
        () ->
            Optional.of(
                stored(
                    service
                        .repeatedly()
                        .adminGetUser(
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
        ServiceClients.attribute(answer.userAttributes(), EMAIL),
        ServiceClients.attribute(answer.userAttributes(), "sub"));
  }

  /**
   * What the pool knows of a user.
   *
   * @param confirmed whether the user has got beyond the sign-up, in whatever way
   * @param email the address; null where there is none
   * @param subject the identifier for life; null where the service does not tell
   */
  record StoredUser(boolean confirmed, @Nullable String email, @Nullable String subject) {
    /** Whether the address is this one, but for the case of ASCII letters. */
    boolean hasAddress(EmailAddress address) {
      return email != null
          && Pattern.compile(address.value(), Pattern.LITERAL | Pattern.CASE_INSENSITIVE)
              .matcher(email)
              .matches();
    }
  }

  /** Answers a password with tokens, or with what is asked beside it. */
  LoginOutcome logIn(Username username, Password password) {
    return initiate(username, password, answer -> challenges.outcome(username, answer));
  }

  /** Tries a password for its own sake: no further step is begun, whatever is asked for. */
  LoginOutcome tryPassword(Username username, Password password) {
    return initiate(username, password, Challenges::untaken);
  }

  private LoginOutcome initiate(
      Username username,
      Password password,
      Function<AdminInitiateAuthResponse, LoginOutcome> reading) {
    String hash = settings.secretHash(username.value());
    Map<String, String> parameters = new HashMap<>();
    parameters.put("USERNAME", username.value());
    parameters.put("PASSWORD", password.reveal());
    if (hash != null) {
      parameters.put("SECRET_HASH", hash);
    }
    return ServiceClients.call(
        CognitoErrors.ADMIN_INITIATE_AUTH,
        ServiceClients.secrets(password.reveal(), hash),
        () ->
            reading.apply(
                service
                    .unlessHeard()
                    .adminInitiateAuth(
                        request ->
                            request
                                .userPoolId(settings.userPoolId())
                                .clientId(settings.clientId())
                                .authFlow(AuthFlowType.ADMIN_USER_PASSWORD_AUTH)
                                .authParameters(parameters))));
  }

  /** The tokens of an answer. */
  static Tokens tokens(String operation, @Nullable AuthenticationResultType result) {
    if (result == null
        || isMissing(result.idToken())
        || isMissing(result.accessToken())
        || isMissing(result.refreshToken())) {
      throw CognitoErrors.nonsense(operation, "neither a challenge nor all three tokens");
    }
    Duration lifetime = lifetime(operation, result);
    return new Tokens(
        new IdToken(result.idToken()),
        new AccessToken(result.accessToken()),
        new RefreshToken(result.refreshToken()),
        lifetime);
  }

  /** How long the tokens of an answer live. */
  static Duration lifetime(String operation, AuthenticationResultType result) {
    Duration lifetime =
        result.expiresIn() == null ? USUAL_LIFETIME : Duration.ofSeconds(result.expiresIn());
    if (!lifetime.isPositive()) {
      throw CognitoErrors.nonsense(operation, "tokens that are over when issued");
    }
    return lifetime;
  }

  static boolean isMissing(@Nullable String token) {
    return token == null || token.isEmpty();
  }
}
