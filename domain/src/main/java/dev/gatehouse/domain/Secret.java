package dev.gatehouse.domain;

import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.login.ChallengeSession;
import dev.gatehouse.domain.token.AccessToken;
import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.IdToken;
import dev.gatehouse.domain.token.RefreshToken;
import dev.gatehouse.domain.totp.TotpSecret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Text that must not be seen: printed it shows its kind alone, and it is not serializable.
 *
 * <p>{@link #reveal()} is for adapters, at the moment they hand the text to the outside.
 */
public abstract sealed class Secret
    permits Password,
        NewPassword,
        ConfirmationCode,
        BearerToken,
        IdToken,
        AccessToken,
        RefreshToken,
        ChallengeSession,
        TotpSecret {
  private final String text;

  protected Secret(String text) {
    this.text = text;
  }

  /** The text itself. */
  public final String reveal() {
    return text;
  }

  /** Whether the other is the same kind of secret with the same text, compared in constant time. */
  @Override
  public final boolean equals(Object other) {
    return other instanceof Secret that
        && getClass() == that.getClass()
        && MessageDigest.isEqual(
            text.getBytes(StandardCharsets.UTF_8), that.text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public final int hashCode() {
    return text.hashCode();
  }

  @Override
  public final String toString() {
    return getClass().getSimpleName() + "[redacted]";
  }
}
