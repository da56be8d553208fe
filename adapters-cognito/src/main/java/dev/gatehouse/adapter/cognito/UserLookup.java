package dev.gatehouse.adapter.cognito;

import dev.gatehouse.adapter.cognito.call.CognitoErrors;
import dev.gatehouse.adapter.cognito.call.ServiceClients;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.token.AccessToken;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/** Finds users. The caller must already hold a permit. */
final class UserLookup {
  /** The name of the attribute with a user's e-mail address. */
  static final String EMAIL = "email";

  private static final CognitoErrors<Optional<StoredUser>> ADMIN_GET_USER =
      new CognitoErrors<Optional<StoredUser>>("AdminGetUser")
          .answer(Optional.empty(), UserNotFoundException.class);

  private static final CognitoErrors<Optional<GetUserResponse>> GET_USER =
      CognitoErrors.<Optional<GetUserResponse>>byAccessToken("GetUser", Optional.empty());

  private final CognitoSettings settings;
  private final ServiceClients service;

  UserLookup(CognitoSettings settings, ServiceClients service) {
    this.settings = settings;
    this.service = service;
  }

  /** Creates the attribute with this e-mail address. */
  static AttributeType email(EmailAddress address) {
    return AttributeType.builder().name(EMAIL).value(address.value()).build();
  }

  /** Returns the user with this name; empty if it does not exist. */
  Optional<StoredUser> byName(Username username) {
    return ServiceClients.call(
        ADMIN_GET_USER,
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
    return new StoredUser(
        answer.userStatus() != UserStatusType.UNCONFIRMED,
        attribute(answer.userAttributes(), EMAIL),
        subject(attribute(answer.userAttributes(), "sub")));
  }

  /** Returns the subject for this {@code sub}; null if {@code sub} is null or empty. */
  static @Nullable Subject subject(@Nullable String sub) {
    return sub == null || sub.isEmpty() ? null : new Subject(sub);
  }

  /**
   * A user's record in the pool.
   *
   * @param confirmed whether the user is not {@code UNCONFIRMED}, for any reason
   * @param email the e-mail address; null if the user has none
   * @param subject the user's subject; null if the response does not contain it
   */
  record StoredUser(boolean confirmed, @Nullable String email, @Nullable Subject subject) {
    /** Checks whether the user has this address; ignores the case of ASCII letters. */
    boolean hasAddress(EmailAddress address) {
      return email != null
          && Pattern.compile(address.value(), Pattern.LITERAL | Pattern.CASE_INSENSITIVE)
              .matcher(email)
              .matches();
    }
  }

  /** Returns the user of this access token; empty if the token is not valid. */
  Optional<GetUserResponse> byToken(AccessToken access) {
    return ServiceClients.call(
        GET_USER,
        ServiceClients.secrets(access.reveal()),
        () ->
            Optional.of(
                service.repeatedly().getUser(request -> request.accessToken(access.reveal()))));
  }

  /** Returns the value of an attribute, or null if it or its value does not exist. */
  static @Nullable String attribute(List<AttributeType> attributes, String name) {
    return attributes.stream()
        .filter(attribute -> name.equals(attribute.name()))
        .findFirst()
        .map(AttributeType::value)
        .orElse(null);
  }
}
