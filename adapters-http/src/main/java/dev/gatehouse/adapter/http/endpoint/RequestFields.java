package dev.gatehouse.adapter.http.endpoint;

import dev.gatehouse.adapter.http.spi.Field;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.Violation;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.account.PasswordPolicy;
import dev.gatehouse.domain.login.ChallengeSession;
import dev.gatehouse.domain.login.MfaType;
import dev.gatehouse.domain.token.RefreshToken;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The fields of request bodies, each with its rules. */
final class RequestFields {
  private static final int MAX_MFA_TYPE = 32;

  static final Field<Username> USERNAME =
      Field.text("username", Username.MAX_LENGTH, Username::violations, Username::new);
  static final Field<Username> NEW_USERNAME =
      Field.text("username", Username.MAX_LENGTH, Username::newViolations, Username::new);
  static final Field<EmailAddress> EMAIL =
      Field.text("email", EmailAddress.MAX_LENGTH, EmailAddress::newViolations, EmailAddress::new);
  static final Field<Password> PASSWORD =
      Field.text("password", Password.MAX_LENGTH, Password::violations, Password::new);
  static final Field<Password> CURRENT_PASSWORD =
      Field.text("currentPassword", Password.MAX_LENGTH, Password::violations, Password::new);
  static final Field<ConfirmationCode> CODE =
      Field.text(
          "code", ConfirmationCode.MAX_LENGTH, ConfirmationCode::violations, ConfirmationCode::new);
  static final Field<RefreshToken> REFRESH_TOKEN =
      Field.text(
          "refreshToken", RefreshToken.MAX_LENGTH, RefreshToken::violations, RefreshToken::new);

  static final Field<ChallengeSession> SESSION =
      Field.text(
          "session",
          ChallengeSession.MAX_LENGTH,
          ChallengeSession::violations,
          ChallengeSession::new);
  static final Field<MfaType> MFA_TYPE =
      Field.text("mfaType", MAX_MFA_TYPE, RequestFields::mfaTypeViolations, RequestFields::mfaType);

  private RequestFields() {}

  /** Declares the password of a registration. */
  static Field<NewPassword> registeredPassword(PasswordPolicy policy) {
    return chosenPassword("password", policy);
  }

  /** Declares a new password that replaces another one. */
  static Field<NewPassword> newPassword(PasswordPolicy policy) {
    return chosenPassword("newPassword", policy);
  }

  private static Field<NewPassword> chosenPassword(String name, PasswordPolicy policy) {
    return Field.text(name, Password.MAX_LENGTH, policy::violations, NewPassword::new);
  }

  private static MfaType mfaType(String text) {
    return MfaType.valueOf(text.toUpperCase(Locale.ROOT));
  }

  private static List<Violation> mfaTypeViolations(String text) {
    return Stream.of(MfaType.values()).anyMatch(type -> type.code().equals(text))
        ? List.of()
        : List.of(new Violation("unknown_value", "Use one of the mfaTypes of the challenge."));
  }
}
