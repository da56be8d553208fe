package dev.gatehouse.adapter.jwt;

import static dev.gatehouse.adapter.jwt.TestIssuer.MINT;
import static dev.gatehouse.adapter.jwt.TestIssuer.NOW;
import static dev.gatehouse.domain.token.TokenRefusal.Claim.BAD_EXPIRY;
import static dev.gatehouse.domain.token.TokenRefusal.Claim.BAD_ISSUE_TIME;
import static dev.gatehouse.domain.token.TokenRefusal.Claim.BAD_START;
import static dev.gatehouse.domain.token.TokenRefusal.Claim.EXPIRED;
import static dev.gatehouse.domain.token.TokenRefusal.Claim.ISSUED_IN_FUTURE;
import static dev.gatehouse.domain.token.TokenRefusal.Claim.NOT_YET_VALID;
import static dev.gatehouse.domain.token.TokenRefusal.Form.BAD_JSON;

import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.TokenRefusal;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.testkit.TokenMint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tokens that have expired, are not valid yet, or have an invalid time. */
final class HostileTimes extends HostileFamily {
  private static final long SECONDS = NOW.getEpochSecond();

  /** The last second of the year 9999. */
  private static final long LAST = 253_402_300_799L;

  HostileTimes(TokenUse use) {
    super(use);
    noTimes(BAD_EXPIRY, "exp", SECONDS + 3600);
    noTimes(BAD_ISSUE_TIME, "iat", SECONDS);
    noTimes(BAD_START, "nbf", SECONDS);
    missing(BAD_EXPIRY, "exp");
    missing(BAD_ISSUE_TIME, "iat");
    wrongTimes();
    boundaries();
    severalAtOnce();
  }

  /**
   * Values that are not a time.
   *
   * @param good a value that would be valid as a number of seconds
   */
  private void noTimes(TokenRefusal reason, String claim, long good) {
    for (Object value :
        Json.elements(
            """
            null, '', '%1$d', '%2$s', -1, -%1$d, %1$d.5, %3$d, %4$d, %5$d, %6$d, %1$d000,
            %1$d000000, true, false, [], [%1$d], {}, {'seconds': %1$d}
            """
                .formatted(
                    good, NOW, Long.MAX_VALUE, Long.MAX_VALUE - 5, Long.MIN_VALUE, LAST + 1))) {
      says(reason, claim + " " + TokenMint.json(value), TokenForger.claims(use, claim, value));
    }
    // A whole number in the spelling of a floating-point number.
    for (String number : entries("1.5e9  1E9  0.0  -0.0  9007199254740992.0")) {
      spelled(reason, claim, number);
    }
    spelled(reason, claim, good + ".0");
    spelled(reason, claim, good + "e0000");
    for (String number : entries("1e400  -1e400  9223372036854775808  1e18")) {
      spelled(reason, claim, number);
    }
    spelled(BAD_JSON, claim, "NaN");
  }

  /** Writes a number into the JSON in this spelling. */
  private void spelled(TokenRefusal reason, String claim, String number) {
    String json = TokenMint.json(TokenForger.without(claim, TokenForger.claims(use)));
    shown(
        reason,
        claim + " spelled " + number,
        TokenForger.of(
            TokenMint.json(TokenForger.header()),
            "{\"" + claim + "\":" + number + "," + json.substring(1)),
        NOW);
  }

  private void missing(TokenRefusal reason, String claim) {
    says(reason, "no " + claim, TokenForger.without(claim, TokenForger.claims(use)));
    says(
        reason,
        claim + " in capitals",
        TokenForger.renamed(claim, claim.toUpperCase(Locale.ROOT), TokenForger.claims(use)));
  }

  private void wrongTimes() {
    for (long over : List.of(0L, 1L, 1_000_000_000L, SECONDS - 86_400, SECONDS - 60)) {
      wrong(EXPIRED, "exp", over, NOW, "");
    }
    for (long ahead : List.of(SECONDS + 60, SECONDS + 3600, SECONDS + 86_400, LAST)) {
      wrong(ISSUED_IN_FUTURE, "iat", ahead, NOW, "");
      wrong(NOT_YET_VALID, "nbf", ahead, NOW, "");
    }
  }

  private void boundaries() {
    for (long nanos : List.of(0L, 1L, 500_000_000L, 999_999_999L)) {
      Instant now = NOW.plusNanos(nanos);
      String when = ", the clock at a second and " + Duration.ofNanos(nanos);
      for (long seconds : List.of(SECONDS - 5, SECONDS - 6)) {
        wrong(EXPIRED, "exp", seconds, now, when);
      }
      for (long seconds : List.of(SECONDS + 6, SECONDS + 7)) {
        wrong(ISSUED_IN_FUTURE, "iat", seconds, now, when);
        wrong(NOT_YET_VALID, "nbf", seconds, now, when);
      }
    }
    early(ISSUED_IN_FUTURE, "iat");
    early(NOT_YET_VALID, "nbf");
    // A valid token after its expiry. A verifier with the token in its cache must refuse it, too.
    BearerToken good = MINT.token(TokenForger.claims(use));
    for (long later : List.of(3605L, 3606L, 86_400L)) {
      shown(EXPIRED, "a good token " + later + " s later", good, NOW.plusSeconds(later));
    }
  }

  private void early(TokenRefusal reason, String claim) {
    // A separate token: the other one is in the cache once it was valid, and time never goes back.
    Map<String, ?> claims = TokenForger.claims(use, claim, SECONDS + 5, "jti", "early");
    shown(reason, claim + " a nanosecond early", MINT.token(claims), NOW.minusNanos(1));
  }

  private void severalAtOnce() {
    long over = SECONDS - 60;
    long ahead = SECONDS + 60;
    says(EXPIRED, "over before it was issued", TokenForger.claims(use, "exp", over, "iat", ahead));
    says(
        BAD_START,
        "over, with a start that is none",
        TokenForger.claims(use, "exp", over, "iat", ahead, "nbf", "x"));
  }

  private void wrong(TokenRefusal reason, String claim, long seconds, Instant now, String when) {
    shown(
        reason,
        claim + " " + seconds + when,
        MINT.token(TokenForger.claims(use, claim, seconds)),
        now);
  }

  private void shown(TokenRefusal reason, String name, BearerToken token, Instant now) {
    add(reason, inAn(use, name), token, now);
  }
}
