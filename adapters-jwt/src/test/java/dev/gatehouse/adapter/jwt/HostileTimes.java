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

import dev.gatehouse.domain.token.TokenRefusal;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.testkit.TokenMint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tokens whose time is over, has not come, or is none. */
final class HostileTimes {
  private static final long SECONDS = NOW.getEpochSecond();

  /** The last second of the year 9999. */
  private static final long LAST = 253_402_300_799L;

  private final List<Hostile> tokens = new ArrayList<>();

  private HostileTimes() {}

  static List<Hostile> tokens() {
    HostileTimes family = new HostileTimes();
    for (TokenUse use : TokenUse.values()) {
      family.noTimes(use);
      family.wrongTimes(use);
      family.boundaries(use);
      family.severalAtOnce(use);
    }
    return family.tokens;
  }

  private void noTimes(TokenUse use) {
    for (Map.Entry<String, TokenRefusal> claim :
        Map.<String, TokenRefusal>of("exp", BAD_EXPIRY, "iat", BAD_ISSUE_TIME, "nbf", BAD_START)
            .entrySet()) {
      String name = claim.getKey();
      // Each would do if only it were written as a number of seconds.
      long good = name.equals("exp") ? SECONDS + 3600 : SECONDS;
      for (Object value :
          Arrays.asList(
              null,
              "",
              Long.toString(good),
              NOW.toString(),
              -1,
              -good,
              good + 0.5,
              Long.MAX_VALUE,
              Long.MAX_VALUE - 5,
              Long.MIN_VALUE,
              LAST + 1,
              good * 1000,
              good * 1_000_000,
              true,
              false,
              List.of(),
              List.of(good),
              Map.of(),
              Map.of("seconds", good))) {
        add(use, name, value, claim.getValue());
      }
      // A whole number, in a spelling that makes it a floating-point number.
      for (String number :
          List.of(good + ".0", "1.5e9", "1E9", "0.0", "-0.0", "9007199254740992.0")) {
        spelled(use, name, number, claim.getValue());
      }
      for (String number :
          List.of("1e400", "-1e400", "9223372036854775808", "1e18", "NaN", good + "e0000")) {
        spelled(use, name, number, number.endsWith("e0000") ? claim.getValue() : BAD_JSON);
      }
      if (!name.equals("nbf")) {
        tokens.add(
            Hostile.of(
                    "no " + name + of(use), TokenForger.withoutClaim(use, name), claim.getValue())
                .asking(use));
      }
      Map<String, @Nullable Object> renamed = TokenForger.claims(use);
      renamed.remove(name);
      renamed.put(name.toUpperCase(Locale.ROOT), good);
      if (!name.equals("nbf")) {
        tokens.add(
            Hostile.of(name + " in capitals" + of(use), MINT.token(renamed), claim.getValue())
                .asking(use));
      }
    }
  }

  /** Puts a number into the JSON as it is spelled. */
  private void spelled(TokenUse use, String claim, String number, TokenRefusal reason) {
    Map<String, @Nullable Object> claims = TokenForger.claims(use);
    claims.remove(claim);
    String json = TokenMint.json(claims);
    tokens.add(
        Hostile.of(
                claim + " spelled " + number + of(use),
                TokenForger.of(
                    TokenMint.json(MINT.header()),
                    "{\"" + claim + "\":" + number + "," + json.substring(1)),
                reason)
            .asking(use));
  }

  private void wrongTimes(TokenUse use) {
    for (long over : List.of(0L, 1L, 1_000_000_000L, SECONDS - 86_400, SECONDS - 60)) {
      add(use, "exp", over, EXPIRED);
    }
    for (long ahead : List.of(SECONDS + 60, SECONDS + 3600, SECONDS + 86_400, LAST)) {
      add(use, "iat", ahead, ISSUED_IN_FUTURE);
      add(use, "nbf", ahead, NOT_YET_VALID);
    }
  }

  private void boundaries(TokenUse use) {
    for (Duration fraction :
        List.of(
            Duration.ZERO,
            Duration.ofNanos(1),
            Duration.ofMillis(500),
            Duration.ofNanos(999_999_999))) {
      Instant now = NOW.plus(fraction);
      String when = ", the clock at a second and " + fraction;
      add(use, "exp", SECONDS - 5, EXPIRED, now, when);
      add(use, "exp", SECONDS - 6, EXPIRED, now, when);
      add(use, "iat", SECONDS + 7, ISSUED_IN_FUTURE, now, when);
      add(use, "iat", SECONDS + 6, ISSUED_IN_FUTURE, now, when);
      add(use, "nbf", SECONDS + 7, NOT_YET_VALID, now, when);
      add(use, "nbf", SECONDS + 6, NOT_YET_VALID, now, when);
    }
    early(use, "iat", ISSUED_IN_FUTURE);
    early(use, "nbf", NOT_YET_VALID);
    // A good token, when its time is over: a verifier that remembers it must notice.
    for (long later : List.of(3605L, 3606L, 86_400L)) {
      tokens.add(
          Hostile.of(
                  "a good token " + later + " s later" + of(use),
                  MINT.token(TokenForger.claims(use)),
                  EXPIRED)
              .asking(use)
              .at(NOW.plusSeconds(later)));
    }
  }

  private void early(TokenUse use, String claim, TokenRefusal reason) {
    Map<String, @Nullable Object> claims = TokenForger.claims(use);
    claims.put(claim, SECONDS + 5);
    // Nobody shows this one later, for time does not run backwards: what has begun is remembered.
    claims.put("jti", "early");
    tokens.add(
        Hostile.of(claim + " a nanosecond early" + of(use), MINT.token(claims), reason)
            .asking(use)
            .at(NOW.minusNanos(1)));
  }

  private void severalAtOnce(TokenUse use) {
    Map<String, @Nullable Object> claims = TokenForger.claims(use);
    claims.put("exp", SECONDS - 60);
    claims.put("iat", SECONDS + 60);
    tokens.add(
        Hostile.of("over before it was issued" + of(use), MINT.token(claims), EXPIRED).asking(use));
    claims.put("nbf", "x");
    tokens.add(
        Hostile.of("over, with a start that is none" + of(use), MINT.token(claims), BAD_START)
            .asking(use));
  }

  private void add(TokenUse use, String claim, @Nullable Object value, TokenRefusal reason) {
    add(use, claim, value, reason, NOW, "");
  }

  private void add(
      TokenUse use,
      String claim,
      @Nullable Object value,
      TokenRefusal reason,
      Instant now,
      String when) {
    tokens.add(
        Hostile.of(
                claim + " " + TokenMint.json(value) + when + of(use),
                TokenForger.withClaim(use, claim, value),
                reason)
            .asking(use)
            .at(now));
  }

  private static String of(TokenUse use) {
    return " in an " + use + " token";
  }
}
