package dev.gatehouse.adapter.http;

import dev.gatehouse.adapter.http.feature.Member;
import dev.gatehouse.domain.ChallengeSession;
import dev.gatehouse.domain.ConfirmationCode;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.MfaType;
import dev.gatehouse.domain.NewPassword;
import dev.gatehouse.domain.Password;
import dev.gatehouse.domain.RefreshToken;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.Violation;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The members of request bodies, each with its rules. */
final class Members {
  static final Member<Username> USERNAME =
      Member.text("username", Username::violations, Username::new);
  static final Member<EmailAddress> EMAIL =
      Member.text("email", EmailAddress::violations, EmailAddress::new);
  static final Member<Password> PASSWORD =
      Member.text("password", Password::violations, Password::new);
  static final Member<NewPassword> REGISTERED_PASSWORD =
      Member.text("password", NewPassword::violations, NewPassword::new);
  static final Member<Password> CURRENT_PASSWORD =
      Member.text("currentPassword", Password::violations, Password::new);
  static final Member<NewPassword> NEW_PASSWORD =
      Member.text("newPassword", NewPassword::violations, NewPassword::new);
  static final Member<ConfirmationCode> CODE =
      Member.text("code", ConfirmationCode::violations, ConfirmationCode::new);
  static final Member<RefreshToken> REFRESH_TOKEN =
      Member.text("refreshToken", RefreshToken::violations, RefreshToken::new);

  static final Member<ChallengeSession> SESSION =
      Member.text("session", ChallengeSession::violations, ChallengeSession::new);
  static final Member<MfaType> MFA_TYPE =
      Member.text("mfaType", Members::mfaTypeViolations, Members::mfaType);

  private Members() {}

  private static MfaType mfaType(String text) {
    return MfaType.valueOf(text.toUpperCase(Locale.ROOT));
  }

  private static List<Violation> mfaTypeViolations(String text) {
    return Stream.of(MfaType.values()).anyMatch(type -> type.code().equals(text))
        ? List.of()
        : List.of(new Violation("unknown_value", "Must be one of the challenge's mfaTypes."));
  }
}
