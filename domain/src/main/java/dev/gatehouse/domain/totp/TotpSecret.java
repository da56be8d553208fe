package dev.gatehouse.domain.totp;

import dev.gatehouse.domain.Secret;
import dev.gatehouse.domain.Username;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The secret of an authenticator app (RFC 6238), in Base32 (RFC 4648, section 6). */
public final class TotpSecret extends Secret {
  /**
   * Creates a secret.
   *
   * @throws IllegalArgumentException if the text is empty
   */
  public TotpSecret(String base32) {
    if (base32.isEmpty()) {
      throw new IllegalArgumentException("an empty TOTP secret");
    }
    super(base32);
  }

  /**
   * Returns the URL that authenticator apps read, often from a QR code. It means six digits, every
   * 30 s, and HMAC-SHA-1: the defaults of all apps.
   *
   * @param issuer the name of the service, shown by the app
   */
  public String otpauthUri(String issuer, Username username) {
    return "otpauth://totp/%s:%s?secret=%s&issuer=%s"
        .formatted(encoded(issuer), encoded(username.value()), encoded(reveal()), encoded(issuer));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
