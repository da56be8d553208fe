package dev.gatehouse.domain.totp;

import dev.gatehouse.domain.Secret;
import dev.gatehouse.domain.Username;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What an authenticator app and the provider share (RFC 6238), in Base32 (RFC 4648, section 6). */
public final class TotpSecret extends Secret {
  /**
   * Wraps a secret.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public TotpSecret(String base32) {
    if (base32.isEmpty()) {
      throw new IllegalArgumentException("an empty TOTP secret");
    }
    super(base32);
  }

  /**
   * What authenticator apps read, often as a picture: six digits, every 30 s, by HMAC-SHA-1, which
   * are the defaults that all of them know.
   *
   * @param issuer whose login it is, for people
   */
  public String otpauthUri(String issuer, Username username) {
    return "otpauth://totp/%s:%s?secret=%s&issuer=%s"
        .formatted(encoded(issuer), encoded(username.value()), encoded(reveal()), encoded(issuer));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
