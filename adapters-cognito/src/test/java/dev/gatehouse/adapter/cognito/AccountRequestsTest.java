package dev.gatehouse.adapter.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.ConfirmationOutcome.Confirmed;
import dev.gatehouse.domain.account.DeletionOutcome.Deleted;
import dev.gatehouse.domain.account.EmailChangeOutcome.EmailChanged;
import dev.gatehouse.domain.account.EmailCodeOutcome.CodeRequested;
import dev.gatehouse.domain.account.EmailVerificationOutcome.EmailVerified;
import dev.gatehouse.domain.account.PasswordChangeOutcome.PasswordChanged;
import dev.gatehouse.domain.account.PasswordResetOutcome.PasswordReset;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import dev.gatehouse.domain.account.RegistrationOutcome.ConfirmationRequired;
import dev.gatehouse.domain.account.RegistrationOutcome.Registered;
import dev.gatehouse.domain.account.RegistrationOutcome.UsernameTaken;
import dev.gatehouse.domain.session.EndedSessions;
import dev.gatehouse.domain.session.LogoutOutcome.LoggedOut;
import dev.gatehouse.domain.session.RefreshOutcome.InvalidRefreshToken;
import dev.gatehouse.domain.session.RefreshOutcome.Refreshed;
import dev.gatehouse.domain.token.AccessToken;
import dev.gatehouse.domain.token.IdToken;
import dev.gatehouse.domain.token.RefreshToken;
import dev.gatehouse.domain.token.RefreshedTokens;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks each field of the requests to Cognito, and the outcomes of its responses. */
final class AccountRequestsTest extends ProviderTest {
  private final CognitoIdentityProvider withSecret = open(SECRET);

  @Test
  void registration_by_code_only_calls_sign_up() {
    var byCode =
        open(Fixtures.settings(stub.endpoint(), null, RegistrationConfirmation.CODE))
            .registrations();
    stub.answers(
        """
        SignUp {"UserConfirmed": false}
        SignUp CodeDeliveryFailureException No mail today.
        SignUp UsernameExistsException User already exists
        SignUp {"UserConfirmed": true}
        """);

    assertThat(byCode.register(CALLER, ALICE)).isInstanceOf(ConfirmationRequired.class);
    assertThat(byCode.register(CALLER, ALICE)).isInstanceOf(ConfirmationRequired.class);
    assertThat(byCode.register(CALLER, ALICE)).isEqualTo(new UsernameTaken());
    assertThat(byCode.register(CALLER, ALICE)).isInstanceOf(Registered.class);
    assertThat(stub.operations()).containsOnly("SignUp");
  }

  @Test
  void confirmation() {
    stub.on("ConfirmSignUp", EMPTY);

    assertThat(provider.registrations().confirm(CALLER, ALICE.username(), CODE))
        .isEqualTo(new Confirmed());
    withSecret.registrations().confirm(CALLER, ALICE.username(), CODE);

    assertAsked(
        """
        ConfirmSignUp {"ClientId": "$client", "Username": "Alice", "ConfirmationCode": "246810"}
        ConfirmSignUp {"ClientId": "$client", "SecretHash": "$hash", "UserContextData": {"IpAddress": "192.0.2.1"}, "Username": "Alice", "ConfirmationCode": "246810"}
        """);
  }

  @Test
  void code_requests_contain_client_and_username() {
    stub.on("ResendConfirmationCode", EMPTY).on("ForgotPassword", EMPTY);

    provider.registrations().resendCode(CALLER, ALICE.username());
    withSecret.passwords().sendResetCode(CALLER, ALICE.username());

    assertAsked(
        """
        ResendConfirmationCode {"ClientId": "$client", "Username": "Alice"}
        ForgotPassword {"ClientId": "$client", "SecretHash": "$hash", "UserContextData": {"IpAddress": "192.0.2.1"}, "Username": "Alice"}
        """);
  }

  @Test
  void refresh_sends_client_secret_and_returns_new_refresh_token() {
    stub.answers(
        """
        GetTokensFromRefreshToken {"AuthenticationResult": {"AccessToken": "a", "IdToken": "$id", "ExpiresIn": 60}}
        GetTokensFromRefreshToken {"AuthenticationResult": {"AccessToken": "a", "IdToken": "$id", "RefreshToken": "r2", "ExpiresIn": 60}}
        """
            .replace("$id", ID_TOKEN));

    assertThat(provider.sessions().refresh(REFRESH)).isEqualTo(refreshed(null));
    assertThat(withSecret.sessions().refresh(REFRESH)).isEqualTo(refreshed(new RefreshToken("r2")));

    assertAsked(
        """
        GetTokensFromRefreshToken {"ClientId": "$client", "RefreshToken": "refresh-token-text"}
        GetTokensFromRefreshToken {"ClientId": "$client", "ClientSecret": "client-secret", "RefreshToken": "refresh-token-text"}
        """);
  }

  private static Refreshed refreshed(@Nullable RefreshToken token) {
    return new Refreshed(
        new Subject(SUBJECT),
        new Username("alice"),
        new RefreshedTokens(
            new IdToken(ID_TOKEN), new AccessToken("a"), token, Duration.ofSeconds(60)));
  }

  @ParameterizedTest
  @CsvSource({"400, UnknownOperationException", "500, CognitoLocal#Unsupported"})
  void unsupported_refresh_operation_is_tried_only_once(int status, String error) {
    stub.on("GetTokensFromRefreshToken", CognitoStub.error(status, error, "What?"))
        .on("AdminInitiateAuth", LOGGED_IN);

    assertThat(provider.sessions().refresh(REFRESH)).isInstanceOf(Refreshed.class);
    stub.forget();
    assertThat(provider.sessions().refresh(REFRESH)).isInstanceOf(Refreshed.class);

    assertAsked(
        """
        AdminInitiateAuth {"UserPoolId": "$pool", "ClientId": "$client", "AuthFlow": "REFRESH_TOKEN_AUTH", "AuthParameters": {"REFRESH_TOKEN": "refresh-token-text"}}
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UserNotFoundException", "NotAuthorizedException"})
  void refresh_token_refused_by_fallback_operation_is_invalid(String error) {
    stub.on("GetTokensFromRefreshToken", CognitoStub.error("UnknownOperationException", "What?"))
        .on("AdminInitiateAuth", CognitoStub.error(error, "Not this one."));

    assertThat(provider.sessions().refresh(REFRESH)).isEqualTo(new InvalidRefreshToken());
  }

  @Test
  void logout_ends_one_session_or_all_sessions() {
    stub.on("RevokeToken", EMPTY).on("GlobalSignOut", EMPTY);

    assertThat(withSecret.sessions().end(REFRESH)).isNull();
    assertThat(provider.sessions().endAll(ALICES_ACCESS))
        .isEqualTo(new LoggedOut(new EndedSessions.All()));

    assertAsked(
        """
        RevokeToken {"ClientId": "$client", "ClientSecret": "client-secret", "Token": "refresh-token-text"}
        GlobalSignOut {"AccessToken": "access.token.text"}
        """);
  }

  @Test
  void password_reset_ends_all_sessions_and_returns_the_subject() {
    script("ConfirmForgotPassword");

    assertThat(reset(provider))
        .isEqualTo(new PasswordReset(new Subject(SUBJECT), new EndedSessions.All()));

    assertAsked(
        """
        ConfirmForgotPassword {"ClientId": "$client", "Username": "Alice", "ConfirmationCode": "246810", "Password": "Correct1horse"}
        AdminUserGlobalSignOut {"UserPoolId": "$pool", "Username": "Alice"}
        AdminGetUser {"UserPoolId": "$pool", "Username": "Alice"}
        """);
  }

  @Test
  void account_changes_send_the_access_token() {
    stub.on("ChangePassword", EMPTY)
        .on("GetUserAttributeVerificationCode", EMPTY)
        .on("VerifyUserAttribute", EMPTY);

    assertThat(provider.passwords().change(ALICES_ACCESS, ALICES_PASSWORD, ALICE.password()))
        .isEqualTo(new PasswordChanged());
    assertThat(provider.profiles().sendEmailCode(ALICES_ACCESS)).isEqualTo(new CodeRequested());
    assertThat(provider.profiles().verifyEmail(ALICES_ACCESS, CODE)).isEqualTo(new EmailVerified());

    assertAsked(
        """
        ChangePassword {"AccessToken": "access.token.text", "PreviousPassword": "Correct1horse", "ProposedPassword": "Correct1horse"}
        GetUserAttributeVerificationCode {"AccessToken": "access.token.text", "AttributeName": "email"}
        VerifyUserAttribute {"AccessToken": "access.token.text", "AttributeName": "email", "Code": "246810"}
        """);
  }

  @Test
  void unverified_new_address_does_not_replace_the_old_one() {
    stub.on("GetUser", ALICES_ATTRIBUTES)
        .answers(
            """
            UpdateUserAttributes {"CodeDeliveryDetailsList": [{"AttributeName": "email", "DeliveryMedium": "EMAIL", "Destination": "o***"}]}
            """);

    assertThat(provider.profiles().changeEmail(ALICES_ACCESS, OTHER_ADDRESS))
        .isEqualTo(new EmailChanged(new Identity.Email(ALICE.email(), true), true));

    assertAsked(
        """
        GetUser {"AccessToken": "access.token.text"}
        UpdateUserAttributes {"AccessToken": "access.token.text", "UserAttributes": [{"Name": "email", "Value": "other@example.com"}]}
        GetUser {"AccessToken": "access.token.text"}
        """);
  }

  @Test
  void address_without_verification_changes_unless_it_is_the_same() {
    stub.on("GetUser", ALICES_ATTRIBUTES).on("UpdateUserAttributes", EMPTY);

    assertThat(provider.profiles().changeEmail(ALICES_ACCESS, OTHER_ADDRESS))
        .isEqualTo(new EmailChanged(new Identity.Email(OTHER_ADDRESS, false), false));
    assertThat(provider.profiles().changeEmail(ALICES_ACCESS, ALICE.email()))
        .isEqualTo(new EmailChanged(new Identity.Email(ALICE.email(), true), false));

    assertThat(stub.operations()).containsExactly("GetUser", "UpdateUserAttributes", "GetUser");
  }

  @Test
  void deletion_sends_the_access_token() {
    stub.on("DeleteUser", EMPTY);

    assertThat(provider.profiles().delete(ALICES_ACCESS))
        .isEqualTo(new Deleted(new EndedSessions.All()));

    assertThat(stub.operations()).containsExactly("DeleteUser");
    assertThat(stub.requests().getLast().body())
        .isEqualTo(CognitoStub.parse("{\"AccessToken\": \"access.token.text\"}"));
  }
}
