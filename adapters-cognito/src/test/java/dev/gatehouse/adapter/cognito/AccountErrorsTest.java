package dev.gatehouse.adapter.cognito;

import static dev.gatehouse.adapter.cognito.Fixtures.ALICE;
import static dev.gatehouse.adapter.cognito.Fixtures.ALICES_ACCESS;
import static dev.gatehouse.adapter.cognito.Fixtures.ALICES_ATTRIBUTES;
import static dev.gatehouse.adapter.cognito.Fixtures.ALICES_PASSWORD;
import static dev.gatehouse.adapter.cognito.Fixtures.CODE;
import static dev.gatehouse.adapter.cognito.Fixtures.LOGGED_IN;
import static dev.gatehouse.adapter.cognito.Fixtures.PATIENT;
import static dev.gatehouse.adapter.cognito.Fixtures.REFRESH;
import static dev.gatehouse.adapter.cognito.Fixtures.SUBJECT;
import static dev.gatehouse.adapter.cognito.Fixtures.storedUser;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.adapter.cognito.CognitoStub.Answer;
import dev.gatehouse.domain.ChallengeAnswer.CodeGiven;
import dev.gatehouse.domain.ChallengeName;
import dev.gatehouse.domain.ChallengeOutcome;
import dev.gatehouse.domain.ChallengeSession;
import dev.gatehouse.domain.ConfirmationOutcome;
import dev.gatehouse.domain.DeletionOutcome;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.EmailChangeOutcome;
import dev.gatehouse.domain.EmailChangeOutcome.EmailChanged;
import dev.gatehouse.domain.EmailCodeOutcome;
import dev.gatehouse.domain.EmailVerificationOutcome;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.LogoutOutcome;
import dev.gatehouse.domain.PasswordChangeOutcome;
import dev.gatehouse.domain.PasswordResetOutcome;
import dev.gatehouse.domain.PasswordResetOutcome.PasswordReset;
import dev.gatehouse.domain.PendingLogin;
import dev.gatehouse.domain.RefreshOutcome.InvalidRefreshToken;
import dev.gatehouse.domain.RefreshOutcome.RefreshTokenReused;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.TotpConfirmationOutcome;
import dev.gatehouse.domain.TotpEnrolmentOutcome;
import dev.gatehouse.domain.TotpRemovalOutcome;
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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;

/** Each error of the operations that an account lives by, sent over the wire, ends as it should. */
@Timeout(60)
final class AccountErrorsTest {
  /** What is no outcome: whose trouble it is shows in the log's level and the time to wait. */
  private record Trouble(Level level, Duration retryAfter) {}

  /** What some errors of an operation lead to. */
  private record Row(Object expected, List<String> errors) {}

  private static final Trouble SERVICE = new Trouble(Level.WARNING, Duration.ofSeconds(5));
  private static final Trouble QUOTA = new Trouble(Level.WARNING, Duration.ofSeconds(2));
  private static final Trouble OPERATOR = new Trouble(Level.SEVERE, Duration.ofMinutes(1));

  /** Of what tells the caller nothing. */
  private static final Object NOTHING = Optional.empty();

  private static final Object RESET = new PasswordReset(new Subject(SUBJECT));
  private static final Identity.Email FORMER =
      new Identity.Email(new EmailAddress("alice@example.com"), true);

  private static final Map<String, List<Row>> MODELLED =
      Map.ofEntries(
          Map.entry(
              "AdminRespondToAuthChallenge",
              List.of(
                  row(
                      new ChallengeOutcome.InvalidAnswer(),
                      "AliasExists CodeMismatch ExpiredCode NotAuthorized SoftwareTokenMFANotFound"
                          + " UserLambdaValidation UserNotConfirmed UserNotFound"),
                  row(
                      new ChallengeOutcome.PasswordRefused(),
                      "InvalidPassword PasswordHistoryPolicyViolation"),
                  row(new ChallengeOutcome.PasswordResetRequired(), "PasswordResetRequired"),
                  row(QUOTA, "TooManyRequests"),
                  row(SERVICE, "InternalError"),
                  row(
                      OPERATOR,
                      "OperationNotEnabled ResourceNotFound InvalidParameter UnexpectedLambda"
                          + " InvalidLambdaResponse InvalidEmailRoleAccessPolicy"
                          + " InvalidSmsRoleAccessPolicy InvalidSmsRoleTrustRelationship"
                          + " InvalidUserPoolConfiguration MFAMethodNotFound"))),
          Map.entry(
              "AssociateSoftwareToken",
              List.of(
                  row(new TotpEnrolmentOutcome.AccessRefused(), "NotAuthorized"),
                  row(SERVICE, "ConcurrentModification InternalError"),
                  row(
                      OPERATOR,
                      "Forbidden InvalidParameter OperationNotEnabled ResourceNotFound"
                          + " SoftwareTokenMFANotFound"))),
          Map.entry(
              "VerifySoftwareToken",
              List.of(
                  row(
                      new TotpConfirmationOutcome.InvalidCode(),
                      "CodeMismatch EnableSoftwareTokenMFA InvalidParameter"
                          + " SoftwareTokenMFANotFound"),
                  row(
                      new TotpConfirmationOutcome.AccessRefused(),
                      "NotAuthorized PasswordResetRequired UserNotConfirmed UserNotFound"),
                  row(QUOTA, "TooManyRequests"),
                  row(SERVICE, "InternalError"),
                  row(
                      OPERATOR,
                      "Forbidden InvalidUserPoolConfiguration OperationNotEnabled"
                          + " ResourceNotFound"))),
          Map.entry(
              "SetUserMFAPreference",
              List.of(
                  row(
                      new TotpRemovalOutcome.AccessRefused(),
                      "NotAuthorized PasswordResetRequired UserNotConfirmed UserNotFound"),
                  row(SERVICE, "InternalError"),
                  row(
                      OPERATOR,
                      "Forbidden InvalidParameter OperationNotEnabled ResourceNotFound"))),
          Map.entry(
              "ConfirmSignUp",
              List.of(
                  row(
                      new ConfirmationOutcome.InvalidCode(),
                      "AliasExists CodeMismatch ExpiredCode InvalidParameter LimitExceeded"
                          + " NotAuthorized TooManyFailedAttempts UserLambdaValidation"
                          + " UserNotFound"),
                  row(QUOTA, "TooManyRequests"),
                  row(SERVICE, "InternalError"),
                  row(
                      OPERATOR,
                      "OperationNotEnabled ResourceNotFound Forbidden UnexpectedLambda"
                          + " InvalidLambdaResponse"))),
          Map.entry(
              "ResendConfirmationCode",
              List.of(
                  row(
                      NOTHING,
                      "CodeDeliveryFailure InvalidParameter LimitExceeded NotAuthorized"
                          + " UserLambdaValidation UserNotFound"),
                  row(QUOTA, "TooManyRequests"),
                  row(SERVICE, "InternalError"),
                  row(
                      OPERATOR,
                      "OperationNotEnabled ResourceNotFound Forbidden UnexpectedLambda"
                          + " InvalidLambdaResponse InvalidEmailRoleAccessPolicy"
                          + " InvalidSmsRoleAccessPolicy InvalidSmsRoleTrustRelationship"))),
          Map.entry(
              "GetTokensFromRefreshToken",
              List.of(
                  row(
                      new InvalidRefreshToken(),
                      "InvalidParameter NotAuthorized UserLambdaValidation UserNotFound"),
                  row(new RefreshTokenReused(null), "RefreshTokenReuse"),
                  row(QUOTA, "TooManyRequests"),
                  row(SERVICE, "InternalError"),
                  row(
                      OPERATOR,
                      "OperationNotEnabled ResourceNotFound Forbidden UnexpectedLambda"
                          + " InvalidLambdaResponse"))),
          Map.entry(
              "RevokeToken",
              List.of(
                  row(NOTHING, "InvalidParameter Unauthorized UnsupportedTokenType"),
                  row(QUOTA, "TooManyRequests"),
                  row(SERVICE, "InternalError"),
                  row(OPERATOR, "Forbidden OperationNotEnabled UnsupportedOperation"))),
          Map.entry(
              "GlobalSignOut",
              List.of(
                  row(
                      new LogoutOutcome.AccessRefused(),
                      "NotAuthorized PasswordResetRequired UserNotConfirmed"),
                  row(QUOTA, "TooManyRequests"),
                  row(SERVICE, "InternalError"),
                  row(
                      OPERATOR,
                      "OperationNotEnabled ResourceNotFound Forbidden InvalidParameter"))),
          Map.entry(
              "ForgotPassword",
              List.of(
                  row(
                      NOTHING,
                      "CodeDeliveryFailure InvalidParameter LimitExceeded NotAuthorized"
                          + " UserLambdaValidation UserNotFound"),
                  row(QUOTA, "TooManyRequests"),
                  row(SERVICE, "InternalError"),
                  row(
                      OPERATOR,
                      "OperationNotEnabled ResourceNotFound Forbidden UnexpectedLambda"
                          + " InvalidLambdaResponse InvalidEmailRoleAccessPolicy"
                          + " InvalidSmsRoleAccessPolicy InvalidSmsRoleTrustRelationship"))),
          Map.entry(
              "ConfirmForgotPassword",
              List.of(
                  row(
                      new PasswordResetOutcome.InvalidCode(),
                      "CodeMismatch ExpiredCode InvalidParameter LimitExceeded NotAuthorized"
                          + " TooManyFailedAttempts UserLambdaValidation UserNotConfirmed"
                          + " UserNotFound"),
                  row(
                      new PasswordResetOutcome.PasswordRefused(),
                      "InvalidPassword PasswordHistoryPolicyViolation"),
                  row(QUOTA, "TooManyRequests"),
                  row(SERVICE, "InternalError"),
                  row(
                      OPERATOR,
                      "OperationNotEnabled ResourceNotFound Forbidden UnexpectedLambda"
                          + " InvalidLambdaResponse"))),
          Map.entry(
              "AdminUserGlobalSignOut",
              List.of(
                  row(RESET, "UserNotFound"),
                  row(QUOTA, "TooManyRequests"),
                  row(SERVICE, "InternalError"),
                  row(
                      OPERATOR,
                      "OperationNotEnabled ResourceNotFound InvalidParameter NotAuthorized"))),
          Map.entry(
              "ChangePassword",
              List.of(
                  row(
                      new PasswordChangeOutcome.AccessRefused(),
                      "NotAuthorized PasswordResetRequired UserNotConfirmed UserNotFound"),
                  row(
                      new PasswordChangeOutcome.TooManyAttempts(Duration.ofMinutes(1)),
                      "LimitExceeded"),
                  row(
                      new PasswordChangeOutcome.PasswordRefused(),
                      "InvalidPassword PasswordHistoryPolicyViolation"),
                  row(QUOTA, "TooManyRequests"),
                  row(SERVICE, "InternalError"),
                  row(
                      OPERATOR,
                      "OperationNotEnabled ResourceNotFound Forbidden InvalidParameter"))),
          Map.entry(
              "GetUser",
              List.of(
                  row(
                      new EmailChangeOutcome.AccessRefused(),
                      "NotAuthorized PasswordResetRequired UserNotConfirmed UserNotFound"),
                  row(QUOTA, "TooManyRequests"),
                  row(SERVICE, "InternalError"),
                  row(
                      OPERATOR,
                      "OperationNotEnabled ResourceNotFound Forbidden InvalidParameter"))),
          Map.entry(
              "UpdateUserAttributes",
              List.of(
                  row(
                      new EmailChangeOutcome.AccessRefused(),
                      "NotAuthorized PasswordResetRequired UserNotConfirmed UserNotFound"),
                  row(new EmailChanged(FORMER, true), "AliasExists CodeDeliveryFailure"),
                  row(
                      new EmailChangeOutcome.EmailRefused(),
                      "InvalidParameter UserLambdaValidation"),
                  row(QUOTA, "TooManyRequests"),
                  row(SERVICE, "InternalError CodeMismatch ExpiredCode"),
                  row(
                      OPERATOR,
                      "OperationNotEnabled ResourceNotFound Forbidden UnexpectedLambda"
                          + " InvalidLambdaResponse InvalidEmailRoleAccessPolicy"
                          + " InvalidSmsRoleAccessPolicy InvalidSmsRoleTrustRelationship"))),
          Map.entry(
              "GetUserAttributeVerificationCode",
              List.of(
                  row(
                      new EmailCodeOutcome.AccessRefused(),
                      "NotAuthorized PasswordResetRequired UserNotConfirmed UserNotFound"),
                  row(
                      new EmailCodeOutcome.CodeRequested(),
                      "CodeDeliveryFailure InvalidParameter LimitExceeded UserLambdaValidation"),
                  row(QUOTA, "TooManyRequests"),
                  row(SERVICE, "InternalError"),
                  row(
                      OPERATOR,
                      "OperationNotEnabled ResourceNotFound Forbidden UnexpectedLambda"
                          + " InvalidLambdaResponse InvalidEmailRoleAccessPolicy"
                          + " InvalidSmsRoleAccessPolicy InvalidSmsRoleTrustRelationship"))),
          Map.entry(
              "VerifyUserAttribute",
              List.of(
                  row(
                      new EmailVerificationOutcome.AccessRefused(),
                      "NotAuthorized PasswordResetRequired UserNotConfirmed UserNotFound"),
                  row(
                      new EmailVerificationOutcome.InvalidCode(),
                      "AliasExists CodeMismatch ExpiredCode InvalidParameter LimitExceeded"),
                  row(QUOTA, "TooManyRequests"),
                  row(SERVICE, "InternalError"),
                  row(OPERATOR, "OperationNotEnabled ResourceNotFound Forbidden"))),
          Map.entry(
              "DeleteUser",
              List.of(
                  row(
                      new DeletionOutcome.AccessRefused(),
                      "NotAuthorized PasswordResetRequired UserNotConfirmed UserNotFound"),
                  row(QUOTA, "TooManyRequests"),
                  row(SERVICE, "InternalError"),
                  row(
                      OPERATOR,
                      "OperationNotEnabled ResourceNotFound Forbidden InvalidParameter"))));

  private final CognitoStub stub = new CognitoStub();
  private final CognitoIdentityProvider provider = Fixtures.provider(stub, PATIENT);

  @AfterEach
  void close() {
    provider.close();
    stub.close();
  }

  private static Row row(Object expected, String errors) {
    return new Row(
        expected, Stream.of(errors.split(" ", -1)).map(error -> error + "Exception").toList());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void each_error_of_the_model_is_looked_at_here_and_nothing_else(String operation) {
    assertThat(errors(operation))
        .extracting(error -> error.replace("MFA", "Mfa"))
        .containsExactlyInAnyOrderElementsOf(modelOf(operation));
  }

  @ParameterizedTest
  @MethodSource("modelledErrors")
  void error_of_the_model_ends_as_it_should(String operation, String error, Object expected) {
    assertEnds(operation, CognitoStub.error(error, "Said by the service."), expected);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void message_tells_what_the_error_means(
      String operation, String error, String message, Object expected) {
    assertEnds(operation, CognitoStub.error(error, message), expected);
  }

  private static List<Arguments> messages() {
    return List.of(
        Arguments.of(
            "AdminRespondToAuthChallenge",
            "NotAuthorizedException",
            "Invalid session for the user, session is expired.",
            new ChallengeOutcome.InvalidAnswer()),
        Arguments.of(
            "AdminRespondToAuthChallenge",
            "NotAuthorizedException",
            "Password attempts exceeded",
            new ChallengeOutcome.TooManyAttempts(Duration.ofMinutes(1))),
        Arguments.of(
            "AdminRespondToAuthChallenge",
            "InvalidParameterException",
            "1 validation error detected: Value at 'session' failed to satisfy constraint: Member"
                + " must have length greater than or equal to 20",
            new ChallengeOutcome.InvalidAnswer()),
        Arguments.of(
            "AdminRespondToAuthChallenge",
            "InvalidParameterException",
            "Missing required parameter SMS_MFA_CODE",
            new ChallengeOutcome.InvalidAnswer()),
        Arguments.of(
            "AdminRespondToAuthChallenge",
            "InvalidParameterException",
            "Invalid code provided",
            new ChallengeOutcome.InvalidAnswer()),
        Arguments.of(
            "AdminRespondToAuthChallenge",
            "InvalidParameterException",
            "Missing required parameter SECRET_HASH",
            OPERATOR),
        Arguments.of(
            "AdminRespondToAuthChallenge",
            "NotAuthorizedException",
            "Unable to verify secret hash for client 3n4b5",
            OPERATOR),
        Arguments.of(
            "ChangePassword",
            "NotAuthorizedException",
            "Incorrect username or password.",
            new PasswordChangeOutcome.InvalidCredentials()),
        Arguments.of(
            "ChangePassword",
            "NotAuthorizedException",
            "Password attempts exceeded",
            new PasswordChangeOutcome.TooManyAttempts(Duration.ofMinutes(1))),
        Arguments.of(
            "ConfirmSignUp",
            "NotAuthorizedException",
            "User cannot be confirmed. Current status is CONFIRMED",
            new ConfirmationOutcome.InvalidCode()),
        Arguments.of(
            "ConfirmSignUp",
            "NotAuthorizedException",
            "Unable to verify secret hash for client 3n4b5",
            OPERATOR),
        Arguments.of(
            "GetTokensFromRefreshToken",
            "NotAuthorizedException",
            "Refresh Token has been revoked",
            new InvalidRefreshToken()),
        Arguments.of(
            "GetTokensFromRefreshToken",
            "NotAuthorizedException",
            "Client secret does not match",
            OPERATOR),
        Arguments.of(
            "ForgotPassword",
            "InvalidParameterException",
            "Cannot reset password for the user as there is no registered/verified email",
            NOTHING));
  }

  private void assertEnds(String operation, Answer answer, Object expected) {
    try (LogCapture log = new LogCapture(Level.ALL, CognitoErrors.class.getName())) {
      if (expected instanceof Trouble trouble) {
        var thrown =
            catchThrowableOfType(
                IdentityProviderUnavailableException.class, () -> outcome(operation, answer));
        assertThat(thrown).as("%s throws", operation).isNotNull();
        assertThat(thrown.retryAfter()).isEqualTo(trouble.retryAfter());
        assertThat(log.records())
            .extracting(LogRecord::getLevel)
            .filteredOn(level -> level.intValue() >= Level.WARNING.intValue())
            .containsExactly(trouble.level());
      } else {
        assertThat(outcome(operation, answer)).isEqualTo(expected);
        assertThat(log.records())
            .allSatisfy(
                entry ->
                    assertThat(entry.getLevel().intValue()).isLessThan(Level.WARNING.intValue()));
      }
    }
  }

  /** Has the provider call the operation, which then answers so. */
  private Object outcome(String operation, Answer answer) {
    stub.on("AdminGetUser", storedUser("CONFIRMED", "alice@example.com"))
        .on("GetUser", ALICES_ATTRIBUTES)
        .on("UpdateUserAttributes", CognitoStub.json("{}"))
        .on("ConfirmForgotPassword", CognitoStub.json("{}"))
        .on("AdminUserGlobalSignOut", CognitoStub.json("{}"))
        .on("AdminInitiateAuth", LOGGED_IN)
        .on(operation, answer);
    return switch (operation) {
      case "AdminRespondToAuthChallenge" ->
          provider.answer(
              new PendingLogin(
                  ALICE.username(), ChallengeName.SMS_MFA, new ChallengeSession("Alice\nsession")),
              new CodeGiven(CODE));
      case "AssociateSoftwareToken" -> provider.beginTotp(ALICES_ACCESS);
      case "VerifySoftwareToken" -> provider.confirmTotp(ALICES_ACCESS, CODE);
      case "SetUserMFAPreference" -> provider.removeTotp(ALICES_ACCESS);
      case "ConfirmSignUp" -> provider.confirm(ALICE.username(), CODE);
      case "ResendConfirmationCode" -> {
        provider.resendCode(ALICE.username());
        yield NOTHING;
      }
      case "GetTokensFromRefreshToken" -> provider.refresh(REFRESH);
      case "RevokeToken" -> Optional.ofNullable(provider.end(REFRESH));
      case "GlobalSignOut" -> provider.endAll(ALICES_ACCESS);
      case "ForgotPassword" -> {
        provider.sendResetCode(ALICE.username());
        yield NOTHING;
      }
      case "ConfirmForgotPassword", "AdminUserGlobalSignOut" ->
          provider.reset(ALICE.username(), CODE, ALICE.password());
      case "ChangePassword" ->
          provider.changePassword(ALICES_ACCESS, ALICES_PASSWORD, ALICE.password());
      case "GetUser", "UpdateUserAttributes" ->
          provider.changeEmail(ALICES_ACCESS, new EmailAddress("other@example.com"));
      case "GetUserAttributeVerificationCode" -> provider.sendEmailCode(ALICES_ACCESS);
      case "VerifyUserAttribute" -> provider.verifyEmail(ALICES_ACCESS, CODE);
      case "DeleteUser" -> provider.delete(ALICES_ACCESS, ALICES_PASSWORD);
      default -> throw new IllegalArgumentException(operation);
    };
  }

  private static Set<String> operations() {
    return MODELLED.keySet();
  }

  private static List<String> errors(String operation) {
    return requireNonNull(MODELLED.get(operation)).stream()
        .flatMap(row -> row.errors().stream())
        .toList();
  }

  private static Stream<Arguments> modelledErrors() {
    return MODELLED.entrySet().stream()
        .flatMap(
            operation ->
                operation.getValue().stream()
                    .flatMap(
                        row ->
                            row.errors().stream()
                                .map(
                                    error ->
                                        Arguments.of(operation.getKey(), error, row.expected()))));
  }

  /** The errors that the SDK's client declares for an operation, without their common base. */
  private static Set<String> modelOf(String operation) {
    String method = operation.substring(0, 1).toLowerCase(Locale.ROOT) + operation.substring(1);
    return Arrays.stream(CognitoIdentityProviderClient.class.getMethods())
        .filter(candidate -> candidate.getName().equals(method))
        .flatMap(candidate -> Arrays.stream(candidate.getExceptionTypes()))
        .filter(CognitoIdentityProviderException.class::isAssignableFrom)
        .filter(error -> error != CognitoIdentityProviderException.class)
        .map(Class::getSimpleName)
        .collect(toUnmodifiableSet());
  }
}
