package dev.gatehouse.adapter.cognito;

import static dev.gatehouse.adapter.cognito.Fixtures.ALICE;
import static dev.gatehouse.adapter.cognito.Fixtures.CALLS;
import static dev.gatehouse.adapter.cognito.Fixtures.SUBJECT;
import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.adapter.cognito.CognitoStub.Answer;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.IdentityProviderUnavailableException.Reason;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.account.EmailChangeOutcome.EmailChanged;
import dev.gatehouse.domain.account.EmailChangeOutcome.EmailRefused;
import dev.gatehouse.domain.account.EmailCodeOutcome.CodeRequested;
import dev.gatehouse.domain.account.PasswordResetOutcome.PasswordReset;
import dev.gatehouse.domain.account.RegistrationOutcome.Registered;
import dev.gatehouse.domain.account.RegistrationOutcome.RegistrationRefused;
import dev.gatehouse.domain.account.RegistrationOutcome.UsernameTaken;
import dev.gatehouse.domain.login.LoginOutcome.UserNotConfirmed;
import dev.gatehouse.domain.login.LoginProgress.PasswordResetRequired;
import dev.gatehouse.domain.login.ProviderChallengeOutcome.InvalidAnswer;
import dev.gatehouse.domain.login.ProviderLoginOutcome.UserDisabled;
import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.refusal.InvalidCode;
import dev.gatehouse.domain.refusal.InvalidCredentials;
import dev.gatehouse.domain.refusal.PasswordRefused;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import dev.gatehouse.domain.session.EndedSessions;
import dev.gatehouse.domain.session.ProviderRefreshOutcome.RefreshTokenReused;
import dev.gatehouse.domain.session.RefreshOutcome.InvalidRefreshToken;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;

/** Sends each error of Cognito over the wire and checks the outcome. */
@Timeout(60)
final class CognitoErrorsTest {
  /** A failure: the log level and the retry time show who must fix it. */
  private record Trouble(Level level, Duration retryAfter) {}

  /** The expected outcome of a call if the operation returns one of these errors. */
  private record Row(Object expected, List<String> errors) {}

  private static final Trouble SERVICE = new Trouble(Level.WARNING, Duration.ofSeconds(5));
  private static final Trouble QUOTA = new Trouble(Level.WARNING, Duration.ofSeconds(2));
  private static final Trouble OPERATOR = new Trouble(Level.SEVERE, Duration.ofMinutes(1));
  private static final TooManyAttempts LOCKED = new TooManyAttempts(Duration.ofMinutes(1));

  /** The outcome of a call that returns no data. */
  private static final Object NOTHING = Optional.empty();

  /** Errors for all operations, even if the model does not list them for some operations. */
  private static final List<Row> COMMON =
      List.of(
          row(QUOTA, "TooManyRequests"),
          row(SERVICE, "InternalError"),
          row(OPERATOR, "OperationNotEnabled ResourceNotFound"));

  /** Mistakes of the operator, for operations that run a Lambda trigger or send a message. */
  private static final String TRIGGER = "InvalidLambdaResponse UnexpectedLambda ";

  private static final String MESSAGE =
      TRIGGER
          + "InvalidEmailRoleAccessPolicy InvalidSmsRoleAccessPolicy"
          + " InvalidSmsRoleTrustRelationship ";

  /** The errors besides {@link #COMMON}: all errors of the model, and the errors of emulators. */
  private static final Map<String, List<Row>> ERRORS =
      Map.ofEntries(
          errors(
              "SignUp",
              row(new Registered(null), "CodeDeliveryFailure LimitExceeded"),
              row(new UsernameTaken(), "UsernameExists"),
              row(new PasswordRefused(), "InvalidPassword"),
              row(new RegistrationRefused(), "InvalidParameter UserLambdaValidation"),
              row(OPERATOR, MESSAGE + "AliasExists Forbidden NotAuthorized")),
          errors(
              "AdminConfirmSignUp",
              row(SERVICE, "LimitExceeded TooManyFailedAttempts UserNotFound"),
              row(
                  OPERATOR,
                  TRIGGER + "AliasExists InvalidParameter NotAuthorized UserLambdaValidation")),
          errors(
              "AdminGetUser",
              row(new UsernameTaken(), "UserNotFound"),
              row(OPERATOR, "AliasExists InvalidParameter NotAuthorized")),
          errors(
              "AdminInitiateAuth",
              row(
                  new InvalidCredentials(),
                  "InvalidPassword NotAuthorized UserLambdaValidation UserNotFound"),
              row(new PasswordResetRequired(), "PasswordResetRequired"),
              row(new UserNotConfirmed(), "UserNotConfirmed"),
              row(
                  OPERATOR,
                  MESSAGE
                      + "AliasExists InvalidParameter InvalidUserPoolConfiguration"
                      + " MFAMethodNotFound UnsupportedOperation")),
          errors(
              "AdminRespondToAuthChallenge",
              row(
                  new InvalidAnswer(),
                  "AliasExists CodeMismatch ExpiredCode NotAuthorized SoftwareTokenMFANotFound"
                      + " UserLambdaValidation UserNotConfirmed UserNotFound"),
              row(new PasswordRefused(), "InvalidPassword PasswordHistoryPolicyViolation"),
              row(new PasswordResetRequired(), "PasswordResetRequired"),
              row(
                  OPERATOR,
                  MESSAGE + "InvalidParameter InvalidUserPoolConfiguration MFAMethodNotFound")),
          errors(
              "AssociateSoftwareToken",
              row(new AccessRefused(), "NotAuthorized"),
              row(SERVICE, "ConcurrentModification"),
              row(OPERATOR, "Forbidden InvalidParameter SoftwareTokenMFANotFound")),
          errors(
              "VerifySoftwareToken",
              row(
                  new InvalidCode(),
                  "CodeMismatch EnableSoftwareTokenMFA InvalidParameter SoftwareTokenMFANotFound"),
              accessRefused("UserNotFound"),
              row(OPERATOR, "Forbidden InvalidUserPoolConfiguration")),
          errors(
              "SetUserMFAPreference",
              accessRefused("UserNotFound"),
              row(OPERATOR, "Forbidden InvalidParameter")),
          errors(
              "ConfirmSignUp",
              row(
                  new InvalidCode(),
                  "AliasExists CodeMismatch ExpiredCode InvalidParameter LimitExceeded"
                      + " NotAuthorized TooManyFailedAttempts UserLambdaValidation UserNotFound"),
              row(OPERATOR, TRIGGER + "Forbidden")),
          errors(
              "ResendConfirmationCode",
              row(
                  NOTHING,
                  "CodeDeliveryFailure InvalidParameter LimitExceeded NotAuthorized"
                      + " UserLambdaValidation UserNotFound"),
              row(OPERATOR, MESSAGE + "Forbidden")),
          errors(
              "GetTokensFromRefreshToken",
              row(
                  new InvalidRefreshToken(),
                  "InvalidParameter NotAuthorized UserLambdaValidation UserNotFound"),
              row(new RefreshTokenReused(null), "RefreshTokenReuse"),
              row(OPERATOR, TRIGGER + "Forbidden")),
          errors(
              "RevokeToken",
              row(NOTHING, "InvalidParameter NotAuthorized Unauthorized UnsupportedTokenType"),
              row(OPERATOR, "Forbidden UnsupportedOperation")),
          errors(
              "GlobalSignOut",
              accessRefused(""),
              row(OPERATOR, "Forbidden InvalidParameter UserNotFound")),
          errors(
              "ForgotPassword",
              row(
                  NOTHING,
                  "CodeDeliveryFailure InvalidParameter LimitExceeded NotAuthorized"
                      + " UserLambdaValidation UserNotFound"),
              row(OPERATOR, MESSAGE + "Forbidden")),
          errors(
              "ConfirmForgotPassword",
              row(
                  new InvalidCode(),
                  "CodeMismatch ExpiredCode InvalidParameter LimitExceeded NotAuthorized"
                      + " TooManyFailedAttempts UserLambdaValidation UserNotConfirmed"
                      + " UserNotFound"),
              row(new PasswordRefused(), "InvalidPassword PasswordHistoryPolicyViolation"),
              row(OPERATOR, TRIGGER + "Forbidden")),
          errors(
              "AdminUserGlobalSignOut",
              row(new PasswordReset(new Subject(SUBJECT), new EndedSessions.All()), "UserNotFound"),
              row(OPERATOR, "InvalidParameter NotAuthorized")),
          errors(
              "ChangePassword",
              accessRefused("UserNotFound"),
              row(LOCKED, "LimitExceeded"),
              row(new PasswordRefused(), "InvalidPassword PasswordHistoryPolicyViolation"),
              row(OPERATOR, "Forbidden InvalidParameter")),
          errors(
              "GetUser",
              accessRefused("UserNotFound"),
              row(OPERATOR, "Forbidden InvalidParameter")),
          errors(
              "UpdateUserAttributes",
              accessRefused("UserNotFound"),
              row(
                  new EmailChanged(new Identity.Email(ALICE.email(), true), true),
                  "AliasExists CodeDeliveryFailure"),
              row(new EmailRefused(), "InvalidParameter UserLambdaValidation"),
              row(SERVICE, "CodeMismatch ExpiredCode"),
              row(OPERATOR, MESSAGE + "Forbidden")),
          errors(
              "GetUserAttributeVerificationCode",
              accessRefused("UserNotFound"),
              row(
                  new CodeRequested(),
                  "CodeDeliveryFailure InvalidParameter LimitExceeded UserLambdaValidation"),
              row(OPERATOR, MESSAGE + "Forbidden")),
          errors(
              "VerifyUserAttribute",
              accessRefused("UserNotFound"),
              row(
                  new InvalidCode(),
                  "AliasExists CodeMismatch ExpiredCode InvalidParameter LimitExceeded"),
              row(OPERATOR, "Forbidden")),
          errors(
              "DeleteUser",
              accessRefused("UserNotFound"),
              row(OPERATOR, "Forbidden InvalidParameter")));

  /** Errors whose meaning depends only on the message. The messages are Cognito's. */
  private static Stream<Arguments> messages() {
    return Stream.of(
            says(
                "SignUp InvalidParameter",
                OPERATOR,
                "Missing required parameter SECRET_HASH",
                "A client attempted to write unauthorized attribute",
                "Attributes did not conform to the schema: given_name: The attribute is required",
                "Client 3n4b5 is configured for secret but secret was not received"),
            says(
                "SignUp InvalidParameter",
                new RegistrationRefused(),
                "Invalid email address format.",
                "Username should be an email.",
                "1 validation error detected: Value at 'password' failed to satisfy constraint:"
                    + " Member must satisfy regular expression pattern: [\\S]+"),
            says("SignUp NotAuthorized", OPERATOR, "SignUp is not permitted for this user pool"),
            says(
                "AdminConfirmSignUp NotAuthorized",
                new Registered(new Subject(SUBJECT)),
                "User cannot be confirmed. Current status is CONFIRMED"),
            says(
                "AdminConfirmSignUp NotAuthorized",
                OPERATOR,
                "User cannot be confirmed. Current status is ARCHIVED"),
            says("AdminInitiateAuth InvalidPassword", new InvalidCredentials(), "Invalid password"),
            says(
                "AdminInitiateAuth NotAuthorized",
                new InvalidCredentials(),
                "Incorrect username or password.",
                "Temporary password has expired and must be reset by an administrator."),
            says("AdminInitiateAuth NotAuthorized", LOCKED, "Password attempts exceeded"),
            says("AdminInitiateAuth NotAuthorized", new UserDisabled(), "User is disabled."),
            says(
                "AdminInitiateAuth NotAuthorized",
                OPERATOR,
                "Auth flow not enabled",
                "Unable to verify secret hash for client 3n4b5",
                "Client 3n4b5 is configured with secret but SECRET_HASH was not received"),
            says(
                "AdminInitiateAuth InvalidParameter",
                OPERATOR,
                "Auth flow not enabled for this client",
                "Password flow not enabled for this client",
                "USER_PASSWORD_AUTH flow not enabled for this client",
                "Missing required parameter SECRET_HASH"),
            says(
                "AdminInitiateAuth InvalidParameter",
                new InvalidCredentials(),
                "Missing required parameter PASSWORD"),
            says(
                "AdminRespondToAuthChallenge NotAuthorized",
                new InvalidAnswer(),
                "Invalid session for the user, session is expired."),
            says("AdminRespondToAuthChallenge NotAuthorized", LOCKED, "Password attempts exceeded"),
            says(
                "AdminRespondToAuthChallenge NotAuthorized",
                OPERATOR,
                "Unable to verify secret hash for client 3n4b5"),
            says(
                "AdminRespondToAuthChallenge InvalidParameter",
                new InvalidAnswer(),
                "1 validation error detected: Value at 'session' failed to satisfy constraint:"
                    + " Member must have length greater than or equal to 20",
                "Missing required parameter SMS_MFA_CODE",
                "Invalid code provided"),
            says(
                "AdminRespondToAuthChallenge InvalidParameter",
                OPERATOR,
                "Missing required parameter SECRET_HASH"),
            says(
                "ChangePassword NotAuthorized",
                new InvalidCredentials(),
                "Incorrect username or password."),
            says("ChangePassword NotAuthorized", LOCKED, "Password attempts exceeded"),
            says("ChangePassword InvalidPassword", new InvalidCredentials(), "Invalid password"),
            says(
                "ConfirmSignUp NotAuthorized",
                new InvalidCode(),
                "User cannot be confirmed. Current status is CONFIRMED"),
            says(
                "ConfirmSignUp NotAuthorized",
                OPERATOR,
                "Unable to verify secret hash for client 3n4b5"),
            says(
                "GetTokensFromRefreshToken NotAuthorized",
                new InvalidRefreshToken(),
                "Refresh Token has been revoked"),
            says(
                "GetTokensFromRefreshToken NotAuthorized",
                OPERATOR,
                "Client secret does not match"),
            says(
                "ForgotPassword InvalidParameter",
                NOTHING,
                "Cannot reset password for the user as there is no registered/verified email"))
        .flatMap(rows -> rows);
  }

  /** Errors that are not in the model. */
  private static List<Arguments> unmodelled() {
    return List.of(
        Arguments.of(400, "AccessDeniedException", OPERATOR),
        Arguments.of(400, "ExpiredTokenException", OPERATOR),
        Arguments.of(400, "UnrecognizedClientException", OPERATOR),
        Arguments.of(403, "InvalidSignatureException", OPERATOR),
        Arguments.of(400, "MissingAuthenticationTokenException", OPERATOR),
        Arguments.of(400, "SerializationException", OPERATOR),
        Arguments.of(400, "ThrottlingException", QUOTA),
        Arguments.of(429, "", QUOTA),
        Arguments.of(500, "InternalFailure", SERVICE),
        Arguments.of(503, "ServiceUnavailable", SERVICE));
  }

  private final CognitoStub stub = new CognitoStub();
  private final CognitoIdentityProvider provider = Fixtures.provider(stub);

  @AfterEach
  void close() {
    provider.close();
    stub.close();
  }

  @Test
  void each_operation_is_looked_at() {
    assertThat(ERRORS.keySet()).isEqualTo(CALLS.keySet());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void each_error_of_the_model_is_looked_at(String operation) {
    assertThat(rows(operation).flatMap(row -> row.errors().stream()))
        .doesNotHaveDuplicates()
        .extracting(error -> error.replace("MFA", "Mfa"))
        .containsAll(modelOf(operation));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void error_ends_as_it_should(String operation, String error, Object expected) {
    assertEnds(operation, CognitoStub.error(error, "Said by the service."), expected);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void message_tells_what_the_error_means(
      String operation, String error, String message, Object expected) {
    assertEnds(operation, CognitoStub.error(error, message), expected);
  }

  @ParameterizedTest
  @MethodSource("unmodelled")
  void error_that_the_model_does_not_know_is_never_the_users(
      int status, String error, Object expected) {
    for (String operation : operations()) {
      assertEnds(operation, CognitoStub.error(status, error, "Said by the service."), expected);
    }
  }

  @Test
  void what_the_provider_said_is_told_with_the_operation_and_the_error() {
    stub.on("AdminInitiateAuth", CognitoStub.error("AccessDeniedException", "No such permission."));

    assertThatExceptionOfType(IdentityProviderUnavailableException.class)
        .isThrownBy(() -> Fixtures.logIn(provider))
        .withMessageContaining("AdminInitiateAuth")
        .withMessageContaining("AccessDeniedException")
        .withMessageContaining("No such permission.");
  }

  private void assertEnds(String operation, Answer answer, Object expected) {
    Fixtures.script(stub, operation);
    stub.on(operation, answer);
    var call = requireNonNull(CALLS.get(operation));
    try (LogCapture log = new LogCapture(Level.ALL, CognitoErrors.class.getName())) {
      if (expected instanceof Trouble trouble) {
        var thrown =
            catchThrowableOfType(
                IdentityProviderUnavailableException.class, () -> call.apply(provider));
        assertThat(thrown).as("%s throws", operation).isNotNull();
        assertThat(thrown.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(thrown.retryAfter()).isEqualTo(trouble.retryAfter());
        assertThat(log.records())
            .extracting(LogRecord::getLevel)
            .filteredOn(level -> level.intValue() >= Level.WARNING.intValue())
            .containsExactly(trouble.level());
      } else {
        assertThat(call.apply(provider)).isEqualTo(expected);
        assertThat(log.records())
            .allSatisfy(
                entry ->
                    assertThat(entry.getLevel().intValue()).isLessThan(Level.WARNING.intValue()));
      }
    }
  }

  private static Map.Entry<String, List<Row>> errors(String operation, Row... rows) {
    return entry(operation, List.of(rows));
  }

  private static Row accessRefused(String more) {
    return row(new AccessRefused(), "NotAuthorized PasswordResetRequired UserNotConfirmed " + more);
  }

  private static Row row(Object expected, String errors) {
    return new Row(
        expected,
        Stream.of(errors.strip().split(" ", -1)).map(error -> error + "Exception").toList());
  }

  private static Stream<Arguments> says(String answer, Object expected, String... messages) {
    String[] parts = answer.split(" ", -1);
    return Stream.of(messages)
        .map(message -> Arguments.of(parts[0], parts[1] + "Exception", message, expected));
  }

  private static Set<String> operations() {
    return ERRORS.keySet();
  }

  private static Stream<Row> rows(String operation) {
    return Stream.concat(COMMON.stream(), requireNonNull(ERRORS.get(operation)).stream());
  }

  private static Stream<Arguments> errors() {
    return operations().stream()
        .flatMap(
            operation ->
                rows(operation)
                    .flatMap(
                        row ->
                            row.errors().stream()
                                .map(error -> Arguments.of(operation, error, row.expected()))));
  }

  /**
   * Returns the errors that the SDK's client declares for an operation, without their base class.
   */
  private static List<String> modelOf(String operation) {
    String method = operation.substring(0, 1).toLowerCase(Locale.ROOT) + operation.substring(1);
    return Arrays.stream(CognitoIdentityProviderClient.class.getMethods())
        .filter(candidate -> candidate.getName().equals(method))
        .flatMap(candidate -> Arrays.stream(candidate.getExceptionTypes()))
        .filter(CognitoIdentityProviderException.class::isAssignableFrom)
        .filter(error -> error != CognitoIdentityProviderException.class)
        .<String>map(Class::getSimpleName)
        .toList();
  }
}
