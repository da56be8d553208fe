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
 * A text that must stay secret. {@code toString} shows only its type, and it is not serializable.
 *
 * <p>Only adapters call {@link #reveal()}, when they pass the text to another system.
 */
public abstract sealed class Secret
    permits MasterKey,
        Password,
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

  /** Returns the text itself. */
  public final String reveal() {
    return text;
  }

  /**
   * Returns whether the other object is a secret of the same type with the same text. Compares in
   * constant time.
   */
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
