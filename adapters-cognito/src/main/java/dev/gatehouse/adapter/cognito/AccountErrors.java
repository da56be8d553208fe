package dev.gatehouse.adapter.cognito;

import dev.gatehouse.adapter.cognito.CognitoErrors.Meaning;
import dev.gatehouse.adapter.cognito.CognitoErrors.Trouble;
import dev.gatehouse.domain.ConfirmationOutcome;
import dev.gatehouse.domain.DeletionOutcome;
import dev.gatehouse.domain.EmailCodeOutcome;
import dev.gatehouse.domain.EmailCodeOutcome.CodeRequested;
import dev.gatehouse.domain.EmailVerificationOutcome;
import dev.gatehouse.domain.LogoutOutcome;
import dev.gatehouse.domain.PasswordChangeOutcome;
import dev.gatehouse.domain.PasswordChangeOutcome.PasswordRefused;
import dev.gatehouse.domain.RefreshOutcome;
import dev.gatehouse.domain.RefreshOutcome.InvalidRefreshToken;
import dev.gatehouse.domain.RefreshOutcome.RefreshTokenReused;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasExistsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeDeliveryFailureException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeMismatchException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExpiredCodeException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ForbiddenException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InternalErrorException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidEmailRoleAccessPolicyException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidLambdaResponseException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidPasswordException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidSmsRoleAccessPolicyException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidSmsRoleTrustRelationshipException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LimitExceededException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.OperationNotEnabledException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordHistoryPolicyViolationException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordResetRequiredException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RefreshTokenReuseException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TooManyFailedAttemptsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TooManyRequestsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UnauthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UnexpectedLambdaException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UnsupportedOperationException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UnsupportedTokenTypeException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserLambdaValidationException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotConfirmedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;

/**
 * What the errors mean of the operations that an account lives by: confirmed, refreshed, logged
 * out, recovered, changed, deleted.
 */
final class AccountErrors {
  /** Whether a code was sent; the caller is not told. */
  enum CodeRequest {
    SENT,
    NOT_SENT
  }

  /** That what was to end has ended. */
  enum Revocation {
    DONE
  }

  /** What becomes of a new password that comes with a code. */
  enum PasswordConfirmation {
    SET,
    INVALID_CODE,
    PASSWORD_REFUSED
  }

  /** What becomes of another address. */
  enum EmailUpdate {
    DONE,
    TO_BE_VERIFIED,
    REFUSED,
    ACCESS_REFUSED
  }

  static final CognitoErrors<ConfirmationOutcome> CONFIRM_SIGN_UP =
      new CognitoErrors<ConfirmationOutcome>("ConfirmSignUp")
          .answer(
              new ConfirmationOutcome.InvalidCode(),
              AliasExistsException.class,
              CodeMismatchException.class,
              ExpiredCodeException.class,
              LimitExceededException.class,
              TooManyFailedAttemptsException.class,
              UserNotFoundException.class)
          .refusal(new ConfirmationOutcome.InvalidCode(), UserLambdaValidationException.class)
          .read(
              NotAuthorizedException.class, unlessOperators(new ConfirmationOutcome.InvalidCode()))
          .read(
              InvalidParameterException.class,
              unlessOperators(new ConfirmationOutcome.InvalidCode()))
          .trouble(Trouble.QUOTA, TooManyRequestsException.class)
          .trouble(Trouble.SERVICE, InternalErrorException.class)
          .trouble(
              Trouble.OPERATOR,
              ForbiddenException.class,
              InvalidLambdaResponseException.class,
              OperationNotEnabledException.class,
              ResourceNotFoundException.class,
              UnexpectedLambdaException.class);

  static final CognitoErrors<CodeRequest> RESEND_CONFIRMATION_CODE =
      new CognitoErrors<CodeRequest>("ResendConfirmationCode")
          .answer(CodeRequest.NOT_SENT, LimitExceededException.class, UserNotFoundException.class)
          .refusal(
              CodeRequest.NOT_SENT,
              CodeDeliveryFailureException.class,
              UserLambdaValidationException.class)
          .read(NotAuthorizedException.class, unlessOperators(CodeRequest.NOT_SENT))
          .read(InvalidParameterException.class, unlessOperators(CodeRequest.NOT_SENT))
          .trouble(Trouble.QUOTA, TooManyRequestsException.class)
          .trouble(Trouble.SERVICE, InternalErrorException.class)
          .trouble(
              Trouble.OPERATOR,
              ForbiddenException.class,
              InvalidEmailRoleAccessPolicyException.class,
              InvalidLambdaResponseException.class,
              InvalidSmsRoleAccessPolicyException.class,
              InvalidSmsRoleTrustRelationshipException.class,
              OperationNotEnabledException.class,
              ResourceNotFoundException.class,
              UnexpectedLambdaException.class);

  static final CognitoErrors<CodeRequest> FORGOT_PASSWORD =
      new CognitoErrors<CodeRequest>("ForgotPassword")
          .answer(CodeRequest.NOT_SENT, LimitExceededException.class, UserNotFoundException.class)
          .refusal(
              CodeRequest.NOT_SENT,
              CodeDeliveryFailureException.class,
              UserLambdaValidationException.class)
          .read(NotAuthorizedException.class, unlessOperators(CodeRequest.NOT_SENT))
          .read(InvalidParameterException.class, unlessOperators(CodeRequest.NOT_SENT))
          .trouble(Trouble.QUOTA, TooManyRequestsException.class)
          .trouble(Trouble.SERVICE, InternalErrorException.class)
          .trouble(
              Trouble.OPERATOR,
              ForbiddenException.class,
              InvalidEmailRoleAccessPolicyException.class,
              InvalidLambdaResponseException.class,
              InvalidSmsRoleAccessPolicyException.class,
              InvalidSmsRoleTrustRelationshipException.class,
              OperationNotEnabledException.class,
              ResourceNotFoundException.class,
              UnexpectedLambdaException.class);

  static final CognitoErrors<RefreshOutcome> GET_TOKENS =
      new CognitoErrors<RefreshOutcome>("GetTokensFromRefreshToken")
          .answer(new InvalidRefreshToken(), UserNotFoundException.class)
          .answer(new RefreshTokenReused(null), RefreshTokenReuseException.class)
          .refusal(new InvalidRefreshToken(), UserLambdaValidationException.class)
          .read(NotAuthorizedException.class, unlessOperators(new InvalidRefreshToken()))
          .read(InvalidParameterException.class, unlessOperators(new InvalidRefreshToken()))
          .trouble(Trouble.QUOTA, TooManyRequestsException.class)
          .trouble(Trouble.SERVICE, InternalErrorException.class)
          .trouble(
              Trouble.OPERATOR,
              ForbiddenException.class,
              InvalidLambdaResponseException.class,
              OperationNotEnabledException.class,
              ResourceNotFoundException.class,
              UnexpectedLambdaException.class);

  /** {@code AdminInitiateAuth} with a refresh token, for emulators. */
  static final CognitoErrors<RefreshOutcome> REFRESH_TOKEN_AUTH =
      new CognitoErrors<RefreshOutcome>("AdminInitiateAuth")
          .answer(new InvalidRefreshToken(), UserNotFoundException.class)
          .read(NotAuthorizedException.class, unlessOperators(new InvalidRefreshToken()))
          .trouble(Trouble.QUOTA, TooManyRequestsException.class)
          .trouble(Trouble.SERVICE, InternalErrorException.class);

  static final CognitoErrors<Revocation> REVOKE_TOKEN =
      new CognitoErrors<Revocation>("RevokeToken")
          .answer(Revocation.DONE, UnauthorizedException.class, UnsupportedTokenTypeException.class)
          .read(InvalidParameterException.class, unlessOperators(Revocation.DONE))
          // The model does not list it here: an emulator's answer to a token that it does not know.
          .read(NotAuthorizedException.class, unlessOperators(Revocation.DONE))
          .trouble(Trouble.QUOTA, TooManyRequestsException.class)
          .trouble(Trouble.SERVICE, InternalErrorException.class)
          .trouble(
              Trouble.OPERATOR,
              ForbiddenException.class,
              OperationNotEnabledException.class,
              UnsupportedOperationException.class);

  static final CognitoErrors<LogoutOutcome> GLOBAL_SIGN_OUT =
      new CognitoErrors<LogoutOutcome>("GlobalSignOut")
          .answer(
              new LogoutOutcome.AccessRefused(),
              PasswordResetRequiredException.class,
              UserNotConfirmedException.class)
          .read(NotAuthorizedException.class, unlessOperators(new LogoutOutcome.AccessRefused()))
          .trouble(Trouble.QUOTA, TooManyRequestsException.class)
          .trouble(Trouble.SERVICE, InternalErrorException.class)
          .trouble(
              Trouble.OPERATOR,
              ForbiddenException.class,
              InvalidParameterException.class,
              OperationNotEnabledException.class,
              ResourceNotFoundException.class);

  static final CognitoErrors<Revocation> ADMIN_USER_GLOBAL_SIGN_OUT =
      new CognitoErrors<Revocation>("AdminUserGlobalSignOut")
          // Whoever is gone has no session left.
          .answer(Revocation.DONE, UserNotFoundException.class)
          .trouble(Trouble.QUOTA, TooManyRequestsException.class)
          .trouble(Trouble.SERVICE, InternalErrorException.class)
          .trouble(
              Trouble.OPERATOR,
              InvalidParameterException.class,
              NotAuthorizedException.class,
              OperationNotEnabledException.class,
              ResourceNotFoundException.class);

  static final CognitoErrors<PasswordConfirmation> CONFIRM_FORGOT_PASSWORD =
      new CognitoErrors<PasswordConfirmation>("ConfirmForgotPassword")
          .answer(
              PasswordConfirmation.INVALID_CODE,
              CodeMismatchException.class,
              ExpiredCodeException.class,
              LimitExceededException.class,
              TooManyFailedAttemptsException.class,
              UserNotConfirmedException.class,
              UserNotFoundException.class)
          .refusal(
              PasswordConfirmation.PASSWORD_REFUSED,
              InvalidPasswordException.class,
              PasswordHistoryPolicyViolationException.class)
          .refusal(PasswordConfirmation.INVALID_CODE, UserLambdaValidationException.class)
          .read(NotAuthorizedException.class, unlessOperators(PasswordConfirmation.INVALID_CODE))
          .read(InvalidParameterException.class, unlessOperators(PasswordConfirmation.INVALID_CODE))
          .trouble(Trouble.QUOTA, TooManyRequestsException.class)
          .trouble(Trouble.SERVICE, InternalErrorException.class)
          .trouble(
              Trouble.OPERATOR,
              ForbiddenException.class,
              InvalidLambdaResponseException.class,
              OperationNotEnabledException.class,
              ResourceNotFoundException.class,
              UnexpectedLambdaException.class);

  static final CognitoErrors<PasswordChangeOutcome> CHANGE_PASSWORD =
      new CognitoErrors<PasswordChangeOutcome>("ChangePassword")
          .answer(
              new PasswordChangeOutcome.AccessRefused(),
              PasswordResetRequiredException.class,
              UserNotConfirmedException.class,
              UserNotFoundException.class)
          .answer(
              new PasswordChangeOutcome.TooManyAttempts(CognitoErrors.LOCK_PASSES),
              LimitExceededException.class)
          .refusal(new PasswordRefused(), PasswordHistoryPolicyViolationException.class)
          // The service words its policy; the bare words are an emulator's for a wrong password.
          .read(
              InvalidPasswordException.class,
              message ->
                  message.startsWith("Invalid password")
                      ? new Meaning.Answer<>(
                          new PasswordChangeOutcome.InvalidCredentials(), Level.DEBUG)
                      : new Meaning.Answer<>(new PasswordRefused(), Level.INFO))
          .read(NotAuthorizedException.class, AccountErrors::changeNotAuthorized)
          .trouble(Trouble.QUOTA, TooManyRequestsException.class)
          .trouble(Trouble.SERVICE, InternalErrorException.class)
          .trouble(
              Trouble.OPERATOR,
              ForbiddenException.class,
              InvalidParameterException.class,
              OperationNotEnabledException.class,
              ResourceNotFoundException.class);

  static final CognitoErrors<Optional<GetUserResponse>> GET_USER =
      new CognitoErrors<Optional<GetUserResponse>>("GetUser")
          .answer(
              Optional.empty(),
              PasswordResetRequiredException.class,
              UserNotConfirmedException.class,
              UserNotFoundException.class)
          .read(NotAuthorizedException.class, unlessOperators(Optional.empty()))
          .trouble(Trouble.QUOTA, TooManyRequestsException.class)
          .trouble(Trouble.SERVICE, InternalErrorException.class)
          .trouble(
              Trouble.OPERATOR,
              ForbiddenException.class,
              InvalidParameterException.class,
              OperationNotEnabledException.class,
              ResourceNotFoundException.class);

  static final CognitoErrors<EmailUpdate> UPDATE_USER_ATTRIBUTES =
      new CognitoErrors<EmailUpdate>("UpdateUserAttributes")
          .answer(
              EmailUpdate.ACCESS_REFUSED,
              PasswordResetRequiredException.class,
              UserNotConfirmedException.class,
              UserNotFoundException.class)
          // As if a code were on its way: who else has the address is nobody's business.
          .answer(EmailUpdate.TO_BE_VERIFIED, AliasExistsException.class)
          .refusal(EmailUpdate.TO_BE_VERIFIED, CodeDeliveryFailureException.class)
          .refusal(EmailUpdate.REFUSED, UserLambdaValidationException.class)
          .read(NotAuthorizedException.class, unlessOperators(EmailUpdate.ACCESS_REFUSED))
          .read(InvalidParameterException.class, unlessOperators(EmailUpdate.REFUSED))
          .trouble(Trouble.QUOTA, TooManyRequestsException.class)
          .trouble(
              Trouble.SERVICE,
              CodeMismatchException.class,
              ExpiredCodeException.class,
              InternalErrorException.class)
          .trouble(
              Trouble.OPERATOR,
              ForbiddenException.class,
              InvalidEmailRoleAccessPolicyException.class,
              InvalidLambdaResponseException.class,
              InvalidSmsRoleAccessPolicyException.class,
              InvalidSmsRoleTrustRelationshipException.class,
              OperationNotEnabledException.class,
              ResourceNotFoundException.class,
              UnexpectedLambdaException.class);

  static final CognitoErrors<EmailCodeOutcome> GET_VERIFICATION_CODE =
      new CognitoErrors<EmailCodeOutcome>("GetUserAttributeVerificationCode")
          .answer(
              new EmailCodeOutcome.AccessRefused(),
              PasswordResetRequiredException.class,
              UserNotConfirmedException.class,
              UserNotFoundException.class)
          .answer(new CodeRequested(), LimitExceededException.class)
          .refusal(
              new CodeRequested(),
              CodeDeliveryFailureException.class,
              UserLambdaValidationException.class)
          .read(NotAuthorizedException.class, unlessOperators(new EmailCodeOutcome.AccessRefused()))
          .read(InvalidParameterException.class, unlessOperators(new CodeRequested()))
          .trouble(Trouble.QUOTA, TooManyRequestsException.class)
          .trouble(Trouble.SERVICE, InternalErrorException.class)
          .trouble(
              Trouble.OPERATOR,
              ForbiddenException.class,
              InvalidEmailRoleAccessPolicyException.class,
              InvalidLambdaResponseException.class,
              InvalidSmsRoleAccessPolicyException.class,
              InvalidSmsRoleTrustRelationshipException.class,
              OperationNotEnabledException.class,
              ResourceNotFoundException.class,
              UnexpectedLambdaException.class);

  static final CognitoErrors<EmailVerificationOutcome> VERIFY_USER_ATTRIBUTE =
      new CognitoErrors<EmailVerificationOutcome>("VerifyUserAttribute")
          .answer(
              new EmailVerificationOutcome.AccessRefused(),
              PasswordResetRequiredException.class,
              UserNotConfirmedException.class,
              UserNotFoundException.class)
          .answer(
              new EmailVerificationOutcome.InvalidCode(),
              AliasExistsException.class,
              CodeMismatchException.class,
              ExpiredCodeException.class,
              LimitExceededException.class)
          .read(
              NotAuthorizedException.class,
              unlessOperators(new EmailVerificationOutcome.AccessRefused()))
          .read(
              InvalidParameterException.class,
              unlessOperators(new EmailVerificationOutcome.InvalidCode()))
          .trouble(Trouble.QUOTA, TooManyRequestsException.class)
          .trouble(Trouble.SERVICE, InternalErrorException.class)
          .trouble(
              Trouble.OPERATOR,
              ForbiddenException.class,
              OperationNotEnabledException.class,
              ResourceNotFoundException.class);

  static final CognitoErrors<DeletionOutcome> DELETE_USER =
      new CognitoErrors<DeletionOutcome>("DeleteUser")
          .answer(
              new DeletionOutcome.AccessRefused(),
              PasswordResetRequiredException.class,
              UserNotConfirmedException.class,
              UserNotFoundException.class)
          .read(NotAuthorizedException.class, unlessOperators(new DeletionOutcome.AccessRefused()))
          .trouble(Trouble.QUOTA, TooManyRequestsException.class)
          .trouble(Trouble.SERVICE, InternalErrorException.class)
          .trouble(
              Trouble.OPERATOR,
              ForbiddenException.class,
              InvalidParameterException.class,
              OperationNotEnabledException.class,
              ResourceNotFoundException.class);

  private AccountErrors() {}

  /** The answer, unless the message speaks of what only an operator can mend. */
  static <A> Function<String, Meaning<A>> unlessOperators(A outcome) {
    return message ->
        CognitoErrors.OPERATORS_MATTER.matcher(message).find()
            ? new Meaning.NoAnswer<>(Trouble.OPERATOR)
            : new Meaning.Answer<>(outcome, Level.DEBUG);
  }

  private static Meaning<PasswordChangeOutcome> changeNotAuthorized(String message) {
    if (message.contains("attempts exceeded")) {
      return new Meaning.Answer<>(
          new PasswordChangeOutcome.TooManyAttempts(CognitoErrors.LOCK_PASSES), Level.DEBUG);
    }
    if (message.contains("Incorrect username or password")) {
      return new Meaning.Answer<>(new PasswordChangeOutcome.InvalidCredentials(), Level.DEBUG);
    }
    return AccountErrors.<PasswordChangeOutcome>unlessOperators(
            new PasswordChangeOutcome.AccessRefused())
        .apply(message);
  }
}
