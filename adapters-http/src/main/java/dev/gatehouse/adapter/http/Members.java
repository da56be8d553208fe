package dev.gatehouse.adapter.http;

import dev.gatehouse.domain.ConfirmationCode;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.NewPassword;
import dev.gatehouse.domain.Password;
import dev.gatehouse.domain.RefreshToken;
import dev.gatehouse.domain.Username;

/** The members of request bodies, each with its rules. */
final class Members {
  static final Member<Username> USERNAME =
      new Member<>("username", Username::violations, Username::new);
  static final Member<EmailAddress> EMAIL =
      new Member<>("email", EmailAddress::violations, EmailAddress::new);
  static final Member<Password> PASSWORD =
      new Member<>("password", Password::violations, Password::new);
  static final Member<NewPassword> REGISTERED_PASSWORD =
      new Member<>("password", NewPassword::violations, NewPassword::new);
  static final Member<Password> CURRENT_PASSWORD =
      new Member<>("currentPassword", Password::violations, Password::new);
  static final Member<NewPassword> NEW_PASSWORD =
      new Member<>("newPassword", NewPassword::violations, NewPassword::new);
  static final Member<ConfirmationCode> CODE =
      new Member<>("code", ConfirmationCode::violations, ConfirmationCode::new);
  static final Member<RefreshToken> REFRESH_TOKEN =
      new Member<>("refreshToken", RefreshToken::violations, RefreshToken::new);

  private Members() {}
}
