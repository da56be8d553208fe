package dev.gatehouse.adapter.cognito;

import dev.gatehouse.adapter.cognito.UserLookup.StoredUser;
import dev.gatehouse.adapter.cognito.call.CognitoErrors;
import dev.gatehouse.adapter.cognito.call.CognitoErrors.Trouble;
import dev.gatehouse.adapter.cognito.call.ServiceClients;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.DeletionOutcome;
import dev.gatehouse.domain.account.DeletionOutcome.Deleted;
import dev.gatehouse.domain.account.EmailChangeOutcome;
import dev.gatehouse.domain.account.EmailChangeOutcome.EmailChanged;
import dev.gatehouse.domain.account.EmailChangeOutcome.EmailRefused;
import dev.gatehouse.domain.account.EmailCodeOutcome;
import dev.gatehouse.domain.account.EmailCodeOutcome.CodeRequested;
import dev.gatehouse.domain.account.EmailVerificationOutcome;
import dev.gatehouse.domain.account.EmailVerificationOutcome.EmailVerified;
import dev.gatehouse.domain.port.CodeLimit;
import dev.gatehouse.domain.port.Profiles;
import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.refusal.InvalidCode;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import dev.gatehouse.domain.session.EndedSessions;
import dev.gatehouse.domain.token.AccountAccess;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasExistsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeDeliveryFailureException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeMismatchException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExpiredCodeException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LimitExceededException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserLambdaValidationException;

/** Changes e-mail addresses and deletes users. */
final class CognitoProfiles implements Profiles {
  /** The result of setting a new address. */
  private enum EmailUpdate {
    DONE,
    TO_BE_VERIFIED,
    REFUSED,
    ACCESS_REFUSED
  }

  private static final CognitoErrors<EmailUpdate> UPDATE_USER_ATTRIBUTES =
      CognitoErrors.byAccessToken("UpdateUserAttributes", EmailUpdate.ACCESS_REFUSED)
          // Pretend that a code was sent, so that nobody learns that another user has this address.
          .answer(EmailUpdate.TO_BE_VERIFIED, AliasExistsException.class)
          .refuse(EmailUpdate.TO_BE_VERIFIED, CodeDeliveryFailureException.class)
          .refuse(EmailUpdate.REFUSED, UserLambdaValidationException.class)
          .answerUnlessMisconfigured(EmailUpdate.REFUSED, InvalidParameterException.class)
          .fail(Trouble.SERVICE, CodeMismatchException.class, ExpiredCodeException.class);

  private static final CognitoErrors<EmailCodeOutcome> GET_VERIFICATION_CODE =
      CognitoErrors.<EmailCodeOutcome>byAccessToken(
              "GetUserAttributeVerificationCode", new AccessRefused())
          .answer(new CodeRequested(), LimitExceededException.class)
          .refuse(
              new CodeRequested(),
              CodeDeliveryFailureException.class,
              UserLambdaValidationException.class)
          .answerUnlessMisconfigured(new CodeRequested(), InvalidParameterException.class);

  private static final CognitoErrors<EmailVerificationOutcome> VERIFY_USER_ATTRIBUTE =
      CognitoErrors.<EmailVerificationOutcome>byAccessToken(
              "VerifyUserAttribute", new AccessRefused())
          .answer(
              new InvalidCode(),
              AliasExistsException.class,
              CodeMismatchException.class,
              ExpiredCodeException.class,
              LimitExceededException.class)
          .answerUnlessMisconfigured(new InvalidCode(), InvalidParameterException.class);

  private static final CognitoErrors<DeletionOutcome> DELETE_USER =
      CognitoErrors.<DeletionOutcome>byAccessToken("DeleteUser", new AccessRefused());

  private final ServiceClients service;
  private final UserLookup users;
  private final CodeLimit codeLimit;

  CognitoProfiles(ServiceClients service, UserLookup users, CodeLimit codeLimit) {
    this.service = service;
    this.users = users;
    this.codeLimit = codeLimit;
  }

  @Override
  public @Nullable Subject findSubject(Username username) {
    return service.withPermit(
        List.of("AdminGetUser"),
        () -> users.byName(username).map(StoredUser::subject).orElse(null));
  }

  @Override
  public @Nullable EmailAddress findEmail(AccountAccess access) {
    return service.withPermit(
        List.of("GetUser"),
        () ->
            users
                .byToken(access.token())
                .map(CognitoProfiles::email)
                .map(Identity.Email::address)
                .orElse(null));
  }

  @Override
  public EmailChangeOutcome changeEmail(AccountAccess access, EmailAddress email) {
    return service.withPermit(
        List.of("GetUser", "UpdateUserAttributes", "GetUser"),
        () -> {
          GetUserResponse user = users.byToken(access.token()).orElse(null);
          if (user == null) {
            return new AccessRefused();
          }
          Identity.Email former = email(user);
          if (former != null && former.address().equals(email)) {
            return new EmailChanged(former, false);
          }
          TooManyAttempts tooMany = codeLimit.acquire(email);
          if (tooMany != null) {
            return tooMany;
          }
          return switch (update(access, email)) {
            case DONE -> new EmailChanged(new Identity.Email(email, false), false);
            case TO_BE_VERIFIED -> new EmailChanged(current(access, former), true);
            case REFUSED -> new EmailRefused();
            case ACCESS_REFUSED -> new AccessRefused();
          };
        });
  }

  /** Returns the user's current address; the former one if the access token is not valid. */
  private Identity.@Nullable Email current(AccountAccess access, Identity.@Nullable Email former) {
    GetUserResponse user = users.byToken(access.token()).orElse(null);
    return user == null ? former : email(user);
  }

  /** Returns the user's address. Returns null if the user has none, or one that is not valid. */
  private static Identity.@Nullable Email email(GetUserResponse user) {
    List<AttributeType> attributes = user.userAttributes();
    String address = UserLookup.attribute(attributes, UserLookup.EMAIL);
    if (address == null || !EmailAddress.violations(address).isEmpty()) {
      return null;
    }
    return new Identity.Email(
        new EmailAddress(address),
        "true".equals(UserLookup.attribute(attributes, "email_verified")));
  }

  private EmailUpdate update(AccountAccess access, EmailAddress email) {
    String token = access.token().reveal();
    return ServiceClients.call(
        UPDATE_USER_ATTRIBUTES,
        ServiceClients.secrets(token),
        () ->
            service
                    .unlessHeard()
                    .updateUserAttributes(
                        request ->
                            request.accessToken(token).userAttributes(UserLookup.email(email)))
                    .codeDeliveryDetailsList()
                    .isEmpty()
                ? EmailUpdate.DONE
                : EmailUpdate.TO_BE_VERIFIED);
  }

  @Override
  public EmailCodeOutcome sendEmailCode(AccountAccess access) {
    String token = access.token().reveal();
    return service.callWithPermit(
        GET_VERIFICATION_CODE,
        ServiceClients.secrets(token),
        () -> {
          service
              .unlessHeard()
              .getUserAttributeVerificationCode(
                  request -> request.accessToken(token).attributeName(UserLookup.EMAIL));
          return new CodeRequested();
        });
  }

  @Override
  public EmailVerificationOutcome verifyEmail(AccountAccess access, ConfirmationCode code) {
    String token = access.token().reveal();
    return service.callWithPermit(
        VERIFY_USER_ATTRIBUTE,
        ServiceClients.secrets(token, code.reveal()),
        () -> {
          service
              .once()
              .verifyUserAttribute(
                  request ->
                      request
                          .accessToken(token)
                          .attributeName(UserLookup.EMAIL)
                          .code(code.reveal()));
          return new EmailVerified();
        });
  }

  @Override
  public DeletionOutcome delete(AccountAccess access) {
    String token = access.token().reveal();
    return service.callWithPermit(
        DELETE_USER,
        ServiceClients.secrets(token),
        () -> {
          service.unlessHeard().deleteUser(request -> request.accessToken(token));
          return new Deleted(new EndedSessions.All());
        });
  }
}
