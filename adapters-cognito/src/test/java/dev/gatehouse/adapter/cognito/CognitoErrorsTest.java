package dev.gatehouse.adapter.cognito;

import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.cognito.CognitoStub.Answer;
import dev.gatehouse.adapter.cognito.call.CognitoErrors;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.account.EmailChangeOutcome.EmailChanged;
import dev.gatehouse.domain.account.EmailChangeOutcome.EmailRefused;
import dev.gatehouse.domain.account.EmailCodeOutcome.CodeRequested;
import dev.gatehouse.domain.account.PasswordResetOutcome.PasswordReset;
import dev.gatehouse.domain.account.RegistrationOutcome.Registered;
import dev.gatehouse.domain.account.RegistrationOutcome.RegistrationRefused;
import dev.gatehouse.domain.account.RegistrationOutcome.UsernameTaken;
import dev.gatehouse.domain.login.LoginOutcome.UserNotConfirmed;
import dev.gatehouse.domain.login.LoginProgress.ChallengeNotSupported;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;

/** Sends each error of Cognito over the wire and checks the outcome. */
@Isolated
final class CognitoErrorsTest extends ProviderTest {
  /** A failure: the log level and the retry time show who must fix it. */
  private record Trouble(Level level, Duration retryAfter) {}

  /** The expected outcomes and failures, by their names in the tables below. */
  private static final Map<String, Object> ENDS =
      Map.ofEntries(
          entry("OPERATOR", new Trouble(Level.SEVERE, Duration.ofMinutes(1))),
          entry("SERVICE", new Trouble(Level.WARNING, Duration.ofSeconds(5))),
          entry("QUOTA", new Trouble(Level.WARNING, Duration.ofSeconds(2))),
          // The outcome of a call that returns no data.
          entry("Nothing", Optional.empty()),
          entry("AccessRefused", new AccessRefused()),
          entry("CodeRequested", new CodeRequested()),
          entry("EmailRefused", new EmailRefused()),
          entry(
              "EmailToBeVerified", new EmailChanged(new Identity.Email(ALICE.email(), true), true)),
          entry("InvalidAnswer", new InvalidAnswer()),
          entry("InvalidCode", new InvalidCode()),
          entry("InvalidCredentials", new InvalidCredentials()),
          entry("InvalidRefreshToken", new InvalidRefreshToken()),
          entry("Locked", new TooManyAttempts(Duration.ofMinutes(1))),
          entry("PasswordRefused", new PasswordRefused()),
          entry("PasswordReset", new PasswordReset(new Subject(SUBJECT), new EndedSessions.All())),
          entry("ChallengeNotSupported", new ChallengeNotSupported("mfa_setup")),
          entry("PasswordResetRequired", new PasswordResetRequired()),
          entry("RefreshTokenReused", new RefreshTokenReused(null)),
          entry("Registered", REGISTERED),
          entry("RegisteredUntold", new Registered(null)),
          entry("RegistrationRefused", new RegistrationRefused()),
          entry("UserDisabled", new UserDisabled()),
          entry("UserNotConfirmed", new UserNotConfirmed()),
          entry("UsernameTaken", new UsernameTaken()));

  /**
   * In each line: an operation, the expected outcome, and errors. The table has all errors of the
   * model and the errors of emulators. A star stands for all operations, even if the model does not
   * list the error for some of them.
   */
  private static final String ERRORS =
      """
      * | QUOTA | TooManyRequests
      * | SERVICE | InternalError
      * | OPERATOR | OperationNotEnabled ResourceNotFound
      SignUp | RegisteredUntold | CodeDeliveryFailure LimitExceeded
      SignUp | UsernameTaken | UsernameExists
      SignUp | PasswordRefused | InvalidPassword
      SignUp | RegistrationRefused | InvalidParameter UserLambdaValidation
      SignUp | OPERATOR | $message AliasExists Forbidden NotAuthorized
      AdminConfirmSignUp | SERVICE | LimitExceeded TooManyFailedAttempts UserNotFound
      AdminConfirmSignUp | OPERATOR | $trigger AliasExists InvalidParameter NotAuthorized UserLambdaValidation
      AdminGetUser | UsernameTaken | UserNotFound
      AdminGetUser | OPERATOR | AliasExists InvalidParameter NotAuthorized
      AdminInitiateAuth | InvalidCredentials | InvalidPassword NotAuthorized UserLambdaValidation UserNotFound
      AdminInitiateAuth | PasswordResetRequired | PasswordResetRequired
      AdminInitiateAuth | UserNotConfirmed | UserNotConfirmed
      AdminInitiateAuth | OPERATOR | $message AliasExists InvalidParameter InvalidUserPoolConfiguration UnsupportedOperation
      AdminInitiateAuth | ChallengeNotSupported | MFAMethodNotFound
      AdminRespondToAuthChallenge | InvalidAnswer | AliasExists CodeMismatch ExpiredCode NotAuthorized SoftwareTokenMFANotFound UserLambdaValidation UserNotConfirmed UserNotFound
      AdminRespondToAuthChallenge | PasswordRefused | InvalidPassword PasswordHistoryPolicyViolation
      AdminRespondToAuthChallenge | PasswordResetRequired | PasswordResetRequired
      AdminRespondToAuthChallenge | OPERATOR | $message InvalidParameter InvalidUserPoolConfiguration
      AdminRespondToAuthChallenge | ChallengeNotSupported | MFAMethodNotFound
      AssociateSoftwareToken | AccessRefused | NotAuthorized
      AssociateSoftwareToken | SERVICE | ConcurrentModification
      AssociateSoftwareToken | OPERATOR | Forbidden InvalidParameter SoftwareTokenMFANotFound
      VerifySoftwareToken | InvalidCode | CodeMismatch EnableSoftwareTokenMFA InvalidParameter SoftwareTokenMFANotFound
      VerifySoftwareToken | AccessRefused | $access UserNotFound
      VerifySoftwareToken | OPERATOR | Forbidden InvalidUserPoolConfiguration
      SetUserMFAPreference | AccessRefused | $access UserNotFound
      SetUserMFAPreference | OPERATOR | Forbidden InvalidParameter
      ConfirmSignUp | InvalidCode | AliasExists CodeMismatch ExpiredCode InvalidParameter LimitExceeded NotAuthorized TooManyFailedAttempts UserLambdaValidation UserNotFound
      ConfirmSignUp | OPERATOR | $trigger Forbidden
      ResendConfirmationCode | Nothing | CodeDeliveryFailure InvalidParameter LimitExceeded NotAuthorized UserLambdaValidation UserNotFound
      ResendConfirmationCode | OPERATOR | $message Forbidden
      GetTokensFromRefreshToken | InvalidRefreshToken | InvalidParameter NotAuthorized UserLambdaValidation UserNotFound
      GetTokensFromRefreshToken | RefreshTokenReused | RefreshTokenReuse
      GetTokensFromRefreshToken | OPERATOR | $trigger Forbidden
      RevokeToken | Nothing | InvalidParameter NotAuthorized Unauthorized UnsupportedTokenType
      RevokeToken | OPERATOR | Forbidden UnsupportedOperation
      GlobalSignOut | AccessRefused | $access
      GlobalSignOut | OPERATOR | Forbidden InvalidParameter UserNotFound
      ForgotPassword | Nothing | CodeDeliveryFailure InvalidParameter LimitExceeded NotAuthorized UserLambdaValidation UserNotFound
      ForgotPassword | OPERATOR | $message Forbidden
      ConfirmForgotPassword | InvalidCode | CodeMismatch ExpiredCode InvalidParameter LimitExceeded NotAuthorized TooManyFailedAttempts UserLambdaValidation UserNotConfirmed UserNotFound
      ConfirmForgotPassword | PasswordRefused | InvalidPassword PasswordHistoryPolicyViolation
      ConfirmForgotPassword | OPERATOR | $trigger Forbidden
      AdminUserGlobalSignOut | PasswordReset | UserNotFound
      AdminUserGlobalSignOut | OPERATOR | InvalidParameter NotAuthorized
      ChangePassword | AccessRefused | $access UserNotFound
      ChangePassword | Locked | LimitExceeded
      ChangePassword | PasswordRefused | InvalidPassword PasswordHistoryPolicyViolation
      ChangePassword | OPERATOR | Forbidden InvalidParameter
      GetUser | AccessRefused | $access UserNotFound
      GetUser | OPERATOR | Forbidden InvalidParameter
      UpdateUserAttributes | AccessRefused | $access UserNotFound
      UpdateUserAttributes | EmailToBeVerified | AliasExists CodeDeliveryFailure
      UpdateUserAttributes | EmailRefused | InvalidParameter UserLambdaValidation
      UpdateUserAttributes | SERVICE | CodeMismatch ExpiredCode
      UpdateUserAttributes | OPERATOR | $message Forbidden
      GetUserAttributeVerificationCode | AccessRefused | $access UserNotFound
      GetUserAttributeVerificationCode | CodeRequested | CodeDeliveryFailure InvalidParameter LimitExceeded UserLambdaValidation
      GetUserAttributeVerificationCode | OPERATOR | $message Forbidden
      VerifyUserAttribute | AccessRefused | $access UserNotFound
      VerifyUserAttribute | InvalidCode | AliasExists CodeMismatch ExpiredCode InvalidParameter LimitExceeded
      VerifyUserAttribute | OPERATOR | Forbidden
      DeleteUser | AccessRefused | $access UserNotFound
      DeleteUser | OPERATOR | Forbidden InvalidParameter
      """
          // Mistakes of the operator, for operations that send a message or run a Lambda trigger.
          .replace(
              "$message",
              "$trigger InvalidEmailRoleAccessPolicy InvalidSmsRoleAccessPolicy"
                  + " InvalidSmsRoleTrustRelationship")
          .replace("$trigger", "InvalidLambdaResponse UnexpectedLambda")
          .replace("$access", "NotAuthorized PasswordResetRequired UserNotConfirmed");

  private static List<Arguments> errors() {
    List<Arguments> all = new ArrayList<>();
    for (String line : ERRORS.lines().toList()) {
      String[] row = line.split(" \\| ", -1);
      for (String operation : row[0].equals("*") ? operations() : Set.of(row[0])) {
        for (String error : row[2].split(" ", -1)) {
          all.add(Arguments.of(operation, error + "Exception", end(row[1])));
        }
      }
    }
    return all;
  }

  private static Object end(String name) {
    return requireNonNull(ENDS.get(name), name);
  }

  private static Set<String> operations() {
    return CALLS.keySet();
  }

  @Test
  void error_table_contains_each_operation() {
    assertThat(ERRORS.lines().map(line -> line.split(" ", 2)[0]).filter(name -> !name.equals("*")))
        .containsOnly(operations().toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void error_table_contains_each_error_of_the_sdk_model(String operation) {
    assertThat(errors().stream().map(Arguments::get).filter(row -> row[0].equals(operation)))
        .extracting(row -> String.valueOf(row[1]).replace("MFA", "Mfa"))
        .doesNotHaveDuplicates()
        .containsAll(modelOf(operation));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void error_has_the_expected_result(String operation, String error, Object expected) {
    assertEnds(operation, CognitoStub.error(error, "Said by the service."), expected);
  }

  /** Errors whose meaning depends on the message. The messages are Cognito's. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          SignUp | InvalidParameter | OPERATOR | Missing required parameter SECRET_HASH
          SignUp | InvalidParameter | OPERATOR | A client attempted to write unauthorized attribute
          SignUp | InvalidParameter | OPERATOR | Attributes did not conform to the schema: given_name: The attribute is required
          SignUp | InvalidParameter | OPERATOR | Client 3n4b5 is configured for secret but secret was not received
          SignUp | InvalidParameter | OPERATOR | Additional user context data is not enabled
          SignUp | InvalidParameter | RegistrationRefused | Invalid email address format.
          SignUp | InvalidParameter | RegistrationRefused | Username should be an email.
          SignUp | InvalidParameter | RegistrationRefused | 1 validation error detected: Value at 'password' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\S]+
          SignUp | NotAuthorized | OPERATOR | SignUp is not permitted for this user pool
          AdminConfirmSignUp | NotAuthorized | Registered | User cannot be confirmed. Current status is CONFIRMED
          AdminConfirmSignUp | NotAuthorized | OPERATOR | User cannot be confirmed. Current status is ARCHIVED
          AdminConfirmSignUp | NotAuthorized | Registered | User is disabled.
          AdminInitiateAuth | InvalidPassword | InvalidCredentials | Invalid password
          AdminInitiateAuth | NotAuthorized | InvalidCredentials | Incorrect username or password.
          AdminInitiateAuth | NotAuthorized | InvalidCredentials | Temporary password has expired and must be reset by an administrator.
          AdminInitiateAuth | NotAuthorized | Locked | Password attempts exceeded
          AdminInitiateAuth | NotAuthorized | UserDisabled | User is disabled.
          AdminInitiateAuth | NotAuthorized | OPERATOR | Auth flow not enabled
          AdminInitiateAuth | NotAuthorized | OPERATOR | Unable to verify secret hash for client 3n4b5
          AdminInitiateAuth | NotAuthorized | OPERATOR | Client 3n4b5 is configured with secret but SECRET_HASH was not received
          AdminInitiateAuth | InvalidParameter | OPERATOR | Auth flow not enabled for this client
          AdminInitiateAuth | InvalidParameter | OPERATOR | Password flow not enabled for this client
          AdminInitiateAuth | InvalidParameter | OPERATOR | USER_PASSWORD_AUTH flow not enabled for this client
          AdminInitiateAuth | InvalidParameter | OPERATOR | Missing required parameter SECRET_HASH
          AdminInitiateAuth | InvalidParameter | InvalidCredentials | Missing required parameter PASSWORD
          AdminRespondToAuthChallenge | NotAuthorized | InvalidAnswer | Invalid session for the user, session is expired.
          AdminRespondToAuthChallenge | NotAuthorized | Locked | Password attempts exceeded
          AdminRespondToAuthChallenge | NotAuthorized | OPERATOR | Unable to verify secret hash for client 3n4b5
          AdminRespondToAuthChallenge | InvalidParameter | InvalidAnswer | 1 validation error detected: Value at 'session' failed to satisfy constraint: Member must have length greater than or equal to 20
          AdminRespondToAuthChallenge | InvalidParameter | InvalidAnswer | Missing required parameter SMS_MFA_CODE
          AdminRespondToAuthChallenge | InvalidParameter | InvalidAnswer | Invalid code provided
          AdminRespondToAuthChallenge | InvalidParameter | OPERATOR | Missing required parameter SECRET_HASH
          ChangePassword | NotAuthorized | InvalidCredentials | Incorrect username or password.
          ChangePassword | NotAuthorized | Locked | Password attempts exceeded
          ChangePassword | InvalidPassword | InvalidCredentials | Invalid password
          ConfirmSignUp | NotAuthorized | InvalidCode | User cannot be confirmed. Current status is CONFIRMED
          ConfirmSignUp | NotAuthorized | OPERATOR | Unable to verify secret hash for client 3n4b5
          GetTokensFromRefreshToken | NotAuthorized | InvalidRefreshToken | Refresh Token has been revoked
          GetTokensFromRefreshToken | NotAuthorized | OPERATOR | Client secret does not match
          ForgotPassword | InvalidParameter | Nothing | Cannot reset password for the user as there is no registered/verified email
          """)
  void error_message_decides_the_result(
      String operation, String error, String end, String message) {
    assertEnds(operation, CognitoStub.error(error + "Exception", message), end(end));
  }

  @ParameterizedTest
  @CsvSource({
    "400, AccessDeniedException, OPERATOR",
    "400, ExpiredTokenException, OPERATOR",
    "400, UnrecognizedClientException, OPERATOR",
    "403, InvalidSignatureException, OPERATOR",
    "400, MissingAuthenticationTokenException, OPERATOR",
    "400, SerializationException, OPERATOR",
    "400, ThrottlingException, QUOTA",
    "429, '', QUOTA",
    "500, InternalFailure, SERVICE",
    "503, ServiceUnavailable, SERVICE"
  })
  void unknown_error_is_never_a_user_error(int status, String error, String end) {
    for (String operation : operations()) {
      assertEnds(operation, CognitoStub.error(status, error, "Said by the service."), end(end));
    }
  }

  @Test
  void exception_contains_operation_error_and_cognito_message() {
    stub.answers("AdminInitiateAuth AccessDeniedException No such permission.");

    assertThat(assertUnavailable(this::logIn))
        .hasMessageContainingAll(
            "AdminInitiateAuth", "AccessDeniedException", "No such permission.");
  }

  private void assertEnds(String operation, Answer answer, Object expected) {
    script(operation);
    stub.on(operation, answer);
    var call = requireNonNull(CALLS.get(operation));
    try (LogCapture log = new LogCapture(Level.ALL, CognitoErrors.class.getName())) {
      if (expected instanceof Trouble trouble) {
        assertThat(assertUnavailable(() -> call.apply(provider)).retryAfter())
            .as(operation)
            .isEqualTo(trouble.retryAfter());
      } else {
        assertThat(call.apply(provider)).isEqualTo(expected);
      }
      assertThat(log.records())
          .extracting(LogRecord::getLevel)
          .filteredOn(level -> level.intValue() >= Level.WARNING.intValue())
          .isEqualTo(expected instanceof Trouble trouble ? List.of(trouble.level()) : List.of());
    }
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
