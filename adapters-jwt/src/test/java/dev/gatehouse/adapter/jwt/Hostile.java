package dev.gatehouse.adapter.jwt;

import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.TokenRefusal;
import dev.gatehouse.domain.token.TokenUse;
import java.time.Instant;

/**
 * A token that must be refused.
 *
 * @param name what it is
 * @param reason what it must be refused for
 * @param asked the use that is asked for
 * @param now when it is shown
 */
record Hostile(String name, BearerToken token, TokenRefusal reason, TokenUse asked, Instant now) {
  /** One that is shown as an ID token, now. */
  static Hostile of(String name, BearerToken token, TokenRefusal reason) {
    return new Hostile(name, token, reason, TokenUse.ID, TestIssuer.NOW);
  }

  static Hostile of(String name, String token, TokenRefusal reason) {
    return of(name, new BearerToken(token), reason);
  }

  Hostile asking(TokenUse use) {
    return new Hostile(name, token, reason, use, now);
  }

  Hostile at(Instant time) {
    return new Hostile(name, token, reason, asked, time);
  }
}
