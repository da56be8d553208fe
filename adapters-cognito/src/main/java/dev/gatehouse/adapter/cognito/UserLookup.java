package dev.gatehouse.adapter.cognito;

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

/** Looks users up; each lookup is part of a conversation that has a permit. */
final class UserLookup {
  /** The attribute that holds the address. */
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

  /** The user of that name; empty where there is none. */
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
    UserStatusType status = answer.userStatus();
    if (status == null) {
      throw CognitoErrors.malformedResponse("AdminGetUser", "a user without a status");
    }
    return new StoredUser(
        status != UserStatusType.UNCONFIRMED,
        attribute(answer.userAttributes(), EMAIL),
        subject(attribute(answer.userAttributes(), "sub")));
  }

  /** The subject of this {@code sub}; null where the service does not tell it. */
  static @Nullable Subject subject(@Nullable String sub) {
    return sub == null || sub.isEmpty() ? null : new Subject(sub);
  }

  /**
   * What the pool knows of a user.
   *
   * @param confirmed whether the user has got beyond the sign-up, in whatever way
   * @param email the address; null where there is none
   * @param subject who that is; null where the service does not tell
   */
  record StoredUser(boolean confirmed, @Nullable String email, @Nullable Subject subject) {
    /** Whether the address is this one, but for the case of ASCII letters. */
    boolean hasAddress(EmailAddress address) {
      return email != null
          && Pattern.compile(address.value(), Pattern.LITERAL | Pattern.CASE_INSENSITIVE)
              .matcher(email)
              .matches();
    }
  }

  /** The user whose access token it is; empty where the token opens nothing. */
  Optional<GetUserResponse> byToken(AccessToken access) {
    return ServiceClients.call(
        GET_USER,
        ServiceClients.secrets(access.reveal()),
        () ->
            Optional.of(
                service.repeatedly().getUser(request -> request.accessToken(access.reveal()))));
  }

  /** The value of an attribute, or null where there is none. */
  static @Nullable String attribute(List<AttributeType> attributes, String name) {
    return attributes.stream()
        .filter(attribute -> attribute.name().equals(name))
        .map(AttributeType::value)
        .findFirst()
        .orElse(null);
  }
}
