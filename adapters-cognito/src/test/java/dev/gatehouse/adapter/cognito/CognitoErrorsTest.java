package dev.gatehouse.adapter.cognito;

import static dev.gatehouse.adapter.cognito.Fixtures.ALICE;
import static dev.gatehouse.adapter.cognito.Fixtures.ALICES_PASSWORD;
import static dev.gatehouse.adapter.cognito.Fixtures.CONFIRMED;
import static dev.gatehouse.adapter.cognito.Fixtures.NAME_EXISTS;
import static dev.gatehouse.adapter.cognito.Fixtures.PATIENT;
import static dev.gatehouse.adapter.cognito.Fixtures.SIGNED_UP;
import static dev.gatehouse.adapter.cognito.Fixtures.storedUser;
import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.adapter.cognito.CognitoStub.Answer;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.IdentityProviderUnavailableException.Reason;
import dev.gatehouse.domain.LoginOutcome.InvalidCredentials;
import dev.gatehouse.domain.LoginOutcome.PasswordResetRequired;
import dev.gatehouse.domain.LoginOutcome.TooManyAttempts;
import dev.gatehouse.domain.LoginOutcome.UserDisabled;
import dev.gatehouse.domain.LoginOutcome.UserNotConfirmed;
import dev.gatehouse.domain.RegistrationOutcome.PasswordRefused;
import dev.gatehouse.domain.RegistrationOutcome.Registered;
import dev.gatehouse.domain.RegistrationOutcome.RegistrationRefused;
import dev.gatehouse.domain.RegistrationOutcome.UsernameTaken;
import dev.gatehouse.domain.Subject;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidPasswordException;

/** Each error of the service, sent over the wire, ends as it should. */
@Timeout(60)
class CognitoErrorsTest {
  /** What is no outcome: whose trouble it is shows in the log's level and the time to wait. */
  private record Trouble(Level level, Duration retryAfter) {}

  private static final Trouble SERVICE = new Trouble(Level.WARNING, Duration.ofSeconds(5));
  private static final Trouble QUOTA = new Trouble(Level.WARNING, Duration.ofSeconds(2));
  private static final Trouble OPERATOR = new Trouble(Level.SEVERE, Duration.ofMinutes(1));

  /** How registering or logging in ends when an operation answers with an error of the model. */
  private static final Map<String, Map<String, Object>> MODELLED =
      Map.of(
          "SignUp",
          Map.ofEntries(
              Map.entry("CodeDeliveryFailureException", new Registered(null)),
              Map.entry("ForbiddenException", OPERATOR),
              Map.entry("InternalErrorException", SERVICE),
              Map.entry("InvalidEmailRoleAccessPolicyException", OPERATOR),
              Map.entry("InvalidLambdaResponseException", OPERATOR),
              Map.entry("InvalidParameterException", new RegistrationRefused()),
              Map.entry("InvalidPasswordException", new PasswordRefused()),
              Map.entry("InvalidSmsRoleAccessPolicyException", OPERATOR),
              Map.entry("InvalidSmsRoleTrustRelationshipException", OPERATOR),
              Map.entry("LimitExceededException", new Registered(null)),
              Map.entry("NotAuthorizedException", OPERATOR),
              Map.entry("OperationNotEnabledException", OPERATOR),
              Map.entry("ResourceNotFoundException", OPERATOR),
              Map.entry("TooManyRequestsException", QUOTA),
              Map.entry("UnexpectedLambdaException", OPERATOR),
              Map.entry("UserLambdaValidationException", new RegistrationRefused()),
              Map.entry("UsernameExistsException", new UsernameTaken())),
          "AdminConfirmSignUp",
          Map.ofEntries(
              Map.entry("InternalErrorException", SERVICE),
              Map.entry("InvalidLambdaResponseException", OPERATOR),
              Map.entry("InvalidParameterException", OPERATOR),
              Map.entry("LimitExceededException", SERVICE),
              Map.entry("NotAuthorizedException", OPERATOR),
              Map.entry("OperationNotEnabledException", OPERATOR),
              Map.entry("ResourceNotFoundException", OPERATOR),
              Map.entry("TooManyFailedAttemptsException", SERVICE),
              Map.entry("TooManyRequestsException", QUOTA),
              Map.entry("UnexpectedLambdaException", OPERATOR),
              Map.entry("UserLambdaValidationException", OPERATOR),
              Map.entry("UserNotFoundException", SERVICE)),
          "AdminGetUser",
          Map.ofEntries(
              Map.entry("InternalErrorException", SERVICE),
              Map.entry("InvalidParameterException", OPERATOR),
              Map.entry("NotAuthorizedException", OPERATOR),
              Map.entry("OperationNotEnabledException", OPERATOR),
              Map.entry("ResourceNotFoundException", OPERATOR),
              Map.entry("TooManyRequestsException", QUOTA),
              Map.entry("UserNotFoundException", new UsernameTaken())),
          "AdminInitiateAuth",
          Map.ofEntries(
              Map.entry("InternalErrorException", SERVICE),
              Map.entry("InvalidEmailRoleAccessPolicyException", OPERATOR),
              Map.entry("InvalidLambdaResponseException", OPERATOR),
              Map.entry("InvalidParameterException", OPERATOR),
              Map.entry("InvalidSmsRoleAccessPolicyException", OPERATOR),
              Map.entry("InvalidSmsRoleTrustRelationshipException", OPERATOR),
              Map.entry("InvalidUserPoolConfigurationException", OPERATOR),
              Map.entry("MfaMethodNotFoundException", OPERATOR),
              Map.entry("NotAuthorizedException", new InvalidCredentials()),
              Map.entry("OperationNotEnabledException", OPERATOR),
              Map.entry("PasswordResetRequiredException", new PasswordResetRequired()),
              Map.entry("ResourceNotFoundException", OPERATOR),
              Map.entry("TooManyRequestsException", QUOTA),
              Map.entry("UnexpectedLambdaException", OPERATOR),
              Map.entry("UnsupportedOperationException", OPERATOR),
              Map.entry("UserLambdaValidationException", new InvalidCredentials()),
              Map.entry("UserNotConfirmedException", new UserNotConfirmed()),
              Map.entry("UserNotFoundException", new InvalidCredentials())));

  /** Where the message alone tells what is meant; messages as the service words them. */
  private static List<Arguments> messages() {
    return List.of(
        login("NotAuthorizedException", "Auth flow not enabled", OPERATOR),
        login("InvalidParameterException", "Password flow not enabled for this client", OPERATOR),
        signUp("InvalidParameterException", "Missing required parameter SECRET_HASH", OPERATOR),
        signUp(
            "InvalidParameterException",
            "A client attempted to write unauthorized attribute",
            OPERATOR),
        login("InvalidPasswordException", "Invalid password", new InvalidCredentials()),
        login(
            "NotAuthorizedException", "Incorrect username or password.", new InvalidCredentials()),
        login(
            "NotAuthorizedException",
            "Temporary password has expired and must be reset by an administrator.",
            new InvalidCredentials()),
        login(
            "NotAuthorizedException",
            "Password attempts exceeded",
            new TooManyAttempts(Duration.ofMinutes(1))),
        login("NotAuthorizedException", "User is disabled.", new UserDisabled()),
        login("NotAuthorizedException", "Unable to verify secret hash for client 3n4b5", OPERATOR),
        login(
            "NotAuthorizedException",
            "Client 3n4b5 is configured with secret but SECRET_HASH was not received",
            OPERATOR),
        login("InvalidParameterException", "Auth flow not enabled for this client", OPERATOR),
        login(
            "InvalidParameterException",
            "USER_PASSWORD_AUTH flow not enabled for this client",
            OPERATOR),
        login("InvalidParameterException", "Missing required parameter SECRET_HASH", OPERATOR),
        login(
            "InvalidParameterException",
            "Missing required parameter PASSWORD",
            new InvalidCredentials()),
        signUp("NotAuthorizedException", "SignUp is not permitted for this user pool", OPERATOR),
        signUp(
            "InvalidParameterException",
            "Invalid email address format.",
            new RegistrationRefused()),
        signUp(
            "InvalidParameterException", "Username should be an email.", new RegistrationRefused()),
        signUp(
            "InvalidParameterException",
            "1 validation error detected: Value at 'password' failed to satisfy constraint:"
                + " Member must satisfy regular expression pattern: [\\S]+",
            new RegistrationRefused()),
        signUp(
            "InvalidParameterException",
            "Attributes did not conform to the schema: given_name: The attribute is required",
            OPERATOR),
        signUp(
            "InvalidParameterException",
            "Client 3n4b5 is configured for secret but secret was not received",
            OPERATOR),
        confirmation(
            "NotAuthorizedException",
            "User cannot be confirmed. Current status is CONFIRMED",
            new Registered(new Subject(Fixtures.SUBJECT))),
        confirmation(
            "NotAuthorizedException",
            "User cannot be confirmed. Current status is ARCHIVED",
            OPERATOR));
  }

  /** Errors that the model lists for no operation. */
  private static List<Arguments> unlistedErrors() {
    return List.of(
        Arguments.of(400, "AccessDeniedException", OPERATOR),
        Arguments.of(400, "ExpiredTokenException", OPERATOR),
        Arguments.of(400, "UnrecognizedClientException", OPERATOR),
        Arguments.of(403, "InvalidSignatureException", OPERATOR),
        Arguments.of(400, "MissingAuthenticationTokenException", OPERATOR),
        Arguments.of(400, "SerializationException", OPERATOR),
        Arguments.of(400, "AliasExistsException", OPERATOR),
        Arguments.of(400, "ThrottlingException", QUOTA),
        Arguments.of(429, "", QUOTA),
        Arguments.of(500, "InternalFailure", SERVICE),
        Arguments.of(503, "ServiceUnavailable", SERVICE));
  }

  private static final Map<String, CognitoErrors<?>> TABLES =
      Map.of(
          "SignUp", CognitoErrors.SIGN_UP,
          "AdminConfirmSignUp", CognitoErrors.ADMIN_CONFIRM_SIGN_UP,
          "AdminGetUser", CognitoErrors.ADMIN_GET_USER,
          "AdminInitiateAuth", CognitoErrors.ADMIN_INITIATE_AUTH);

  /** What only an emulator answers. */
  private static final Map<String, Set<Class<?>>> BEYOND_THE_MODEL =
      Map.of("AdminInitiateAuth", Set.of(InvalidPasswordException.class));

  private final CognitoStub stub = new CognitoStub();
  private final CognitoIdentityProvider provider = Fixtures.provider(stub, PATIENT);

  @AfterEach
  void close() {
    provider.close();
    stub.close();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void each_error_of_the_model_has_an_entry_and_nothing_else_has(String operation) {
    Set<Class<?>> expected = new HashSet<>(modelOf(operation));
    expected.addAll(BEYOND_THE_MODEL.getOrDefault(operation, Set.of()));

    assertThat(table(operation).known()).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("modelledErrors")
  void error_of_the_model_ends_as_it_should(String operation, String error) {
    Object expected =
        Objects.requireNonNull(
            Objects.requireNonNull(MODELLED.get(operation)).get(error),
            () -> "say what " + error + " means to " + operation);

    assertEnds(
        operation,
        CognitoStub.error(error.replace("Mfa", "MFA"), "Said by the service."),
        expected);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void message_tells_what_the_error_means(
      String operation, String error, String message, Object expected) {
    assertEnds(operation, CognitoStub.error(error, message), expected);
  }

  @ParameterizedTest
  @MethodSource("unlistedErrors")
  void error_that_the_model_does_not_list_is_never_the_users(
      int status, String error, Object expected) {
    for (String operation : TABLES.keySet()) {
      assertEnds(operation, CognitoStub.error(status, error, "Said by the service."), expected);
    }
  }

  @Test
  void what_the_provider_said_is_told_with_the_operation_and_the_error() {
    stub.on("AdminInitiateAuth", CognitoStub.error("AccessDeniedException", "No such permission."));

    assertThatExceptionOfType(IdentityProviderUnavailableException.class)
        .isThrownBy(() -> provider.logIn(ALICE.username(), ALICES_PASSWORD))
        .withMessageContaining("AdminInitiateAuth")
        .withMessageContaining("AccessDeniedException")
        .withMessageContaining("No such permission.");
  }

  private void assertEnds(String operation, Answer answer, Object expected) {
    try (LogCapture log = new LogCapture(Level.ALL, CognitoErrors.class.getName())) {
      if (expected instanceof Trouble trouble) {
        var thrown =
            catchThrowableOfType(
                IdentityProviderUnavailableException.class, () -> outcome(operation, answer));
        assertThat(thrown).as("%s throws", operation).isNotNull();
        assertThat(thrown.reason()).isEqualTo(Reason.UNAVAILABLE);
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

  /** Registers or logs in, whichever comes to call the operation, which then answers so. */
  private Object outcome(String operation, Answer answer) {
    return switch (operation) {
      case "SignUp" -> {
        stub.on("SignUp", answer)
            .on("AdminConfirmSignUp", CONFIRMED)
            .on("AdminGetUser", storedUser("CONFIRMED", "alice@example.com"));
        yield provider.register(ALICE);
      }
      case "AdminConfirmSignUp" -> {
        stub.on("SignUp", SIGNED_UP).on("AdminConfirmSignUp", answer);
        yield provider.register(ALICE);
      }
      case "AdminGetUser" -> {
        stub.on("SignUp", NAME_EXISTS).on("AdminGetUser", answer);
        yield provider.register(ALICE);
      }
      case "AdminInitiateAuth" -> {
        stub.on("AdminInitiateAuth", answer);
        yield provider.logIn(ALICE.username(), ALICES_PASSWORD);
      }
      default -> throw new IllegalArgumentException(operation);
    };
  }

  private static CognitoErrors<?> table(String operation) {
    return Objects.requireNonNull(TABLES.get(operation));
  }

  private static Set<String> operations() {
    return TABLES.keySet();
  }

  private static Stream<Arguments> modelledErrors() {
    return operations().stream()
        .flatMap(
            operation ->
                modelOf(operation).stream()
                    .map(error -> Arguments.of(operation, error.getSimpleName())));
  }

  /** The errors that the SDK's client declares for an operation, without their common base. */
  private static Set<Class<?>> modelOf(String operation) {
    String method = operation.substring(0, 1).toLowerCase(Locale.ROOT) + operation.substring(1);
    return Arrays.stream(CognitoIdentityProviderClient.class.getMethods())
        .filter(candidate -> candidate.getName().equals(method))
        .flatMap(candidate -> Arrays.stream(candidate.getExceptionTypes()))
        .filter(CognitoIdentityProviderException.class::isAssignableFrom)
        .filter(error -> error != CognitoIdentityProviderException.class)
        .collect(toUnmodifiableSet());
  }

  private static Arguments login(String error, String message, Object expected) {
    return Arguments.of("AdminInitiateAuth", error, message, expected);
  }

  private static Arguments signUp(String error, String message, Object expected) {
    return Arguments.of("SignUp", error, message, expected);
  }

  private static Arguments confirmation(String error, String message, Object expected) {
    return Arguments.of("AdminConfirmSignUp", error, message, expected);
  }
}
