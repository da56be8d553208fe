package dev.gatehouse.adapter.cognito;

import dev.gatehouse.adapter.cognito.call.CognitoErrors;
import dev.gatehouse.adapter.cognito.call.CognitoErrors.Done;
import dev.gatehouse.adapter.cognito.call.CognitoErrors.Meaning;
import dev.gatehouse.adapter.cognito.call.CognitoErrors.Trouble;
import dev.gatehouse.domain.account.ConfirmationOutcome;
import dev.gatehouse.domain.account.RegistrationOutcome;
import dev.gatehouse.domain.account.RegistrationOutcome.ConfirmationRequired;
import dev.gatehouse.domain.account.RegistrationOutcome.RegistrationRefused;
import dev.gatehouse.domain.account.RegistrationOutcome.UsernameTaken;
import dev.gatehouse.domain.refusal.InvalidCode;
import dev.gatehouse.domain.refusal.PasswordRefused;
import java.lang.System.Logger.Level;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasExistsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeDeliveryFailureException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeMismatchException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExpiredCodeException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidPasswordException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LimitExceededException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TooManyFailedAttemptsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserLambdaValidationException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameExistsException;

/** The meaning of the errors of registrations. */
final class RegistrationErrors {
  /**
   * The errors of {@code SignUp}. The outcome {@code ConfirmationRequired} means that the user was
   * created, and {@code UsernameTaken} that the name is in use.
   */
  static final CognitoErrors<RegistrationOutcome> SIGN_UP =
      new CognitoErrors<RegistrationOutcome>("SignUp")
          .answer(new UsernameTaken(), UsernameExistsException.class)
          .refuse(new PasswordRefused(), InvalidPasswordException.class)
          .refuse(new RegistrationRefused(), UserLambdaValidationException.class)
          .read(
              message ->
                  CognitoErrors.isMisconfigured(message)
                      ? new Meaning.NoAnswer<>(Trouble.OPERATOR)
                      : new Meaning.Answer<>(new RegistrationRefused(), Level.INFO),
              InvalidParameterException.class)
          // Both errors mean that no code could be sent.
          .answer(
              new ConfirmationRequired(null),
              CodeDeliveryFailureException.class,
              LimitExceededException.class);

  // No entry for UserLambdaValidation: a trigger that runs after the confirmation can't refuse it.
  // So this error is a mistake of the operator.
  static final CognitoErrors<Done> ADMIN_CONFIRM_SIGN_UP =
      new CognitoErrors<Done>("AdminConfirmSignUp")
          .read(
              message ->
                  message.contains("Current status is CONFIRMED")
                          || message.contains("User is disabled")
                      ? new Meaning.Answer<>(Done.DONE, Level.DEBUG)
                      : new Meaning.NoAnswer<>(Trouble.OPERATOR),
              NotAuthorizedException.class)
          .fail(
              Trouble.SERVICE,
              LimitExceededException.class,
              TooManyFailedAttemptsException.class,
              UserNotFoundException.class);

  static final CognitoErrors<ConfirmationOutcome> CONFIRM_SIGN_UP =
      new CognitoErrors<ConfirmationOutcome>("ConfirmSignUp")
          .answer(
              new InvalidCode(),
              AliasExistsException.class,
              CodeMismatchException.class,
              ExpiredCodeException.class,
              LimitExceededException.class,
              TooManyFailedAttemptsException.class,
              UserNotFoundException.class)
          .refuse(new InvalidCode(), UserLambdaValidationException.class)
          .answerUnlessMisconfigured(
              new InvalidCode(), InvalidParameterException.class, NotAuthorizedException.class);

  static final CognitoErrors<Done> RESEND_CONFIRMATION_CODE =
      CognitoErrors.byCodeRequest("ResendConfirmationCode");

  private RegistrationErrors() {}
}
