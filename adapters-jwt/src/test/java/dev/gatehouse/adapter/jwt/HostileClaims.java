package dev.gatehouse.adapter.jwt;

import static dev.gatehouse.adapter.jwt.TestIssuer.CLIENT;
import static dev.gatehouse.adapter.jwt.TestIssuer.MINT;
import static dev.gatehouse.adapter.jwt.TestIssuer.OTHER_CLIENT;
import static dev.gatehouse.adapter.jwt.TestIssuer.OTHER_POOL;
import static dev.gatehouse.adapter.jwt.TestIssuer.POOL;
import static dev.gatehouse.adapter.jwt.TestIssuer.SECOND_CLIENT;
import static dev.gatehouse.adapter.jwt.TestIssuer.TWIN_ONE;
import static dev.gatehouse.domain.token.TokenRefusal.Claim.BAD_EMAIL;
import static dev.gatehouse.domain.token.TokenRefusal.Claim.BAD_GROUPS;
import static dev.gatehouse.domain.token.TokenRefusal.Claim.BAD_ORIGIN;
import static dev.gatehouse.domain.token.TokenRefusal.Claim.BAD_SUBJECT;
import static dev.gatehouse.domain.token.TokenRefusal.Claim.BAD_USERNAME;
import static dev.gatehouse.domain.token.TokenRefusal.Claim.WRONG_CLIENT;
import static dev.gatehouse.domain.token.TokenRefusal.Claim.WRONG_ISSUER;
import static dev.gatehouse.domain.token.TokenRefusal.Claim.WRONG_USE;

import dev.gatehouse.domain.token.TokenRefusal;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.testkit.TokenMint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Genuine tokens that are for somebody else, for something else, or say what they can't. */
final class HostileClaims {
  private final List<Hostile> tokens = new ArrayList<>();

  private HostileClaims() {}

  static List<Hostile> tokens() {
    HostileClaims family = new HostileClaims();
    for (TokenUse use : TokenUse.values()) {
      family.issuers(use);
      family.clients(use);
      family.uses(use);
      family.subjects(use);
      family.names(use);
      family.groups(use);
      family.addresses(use);
      family.origins(use);
    }
    return family.tokens;
  }

  private void issuers(TokenUse use) {
    for (Object value :
        Arrays.asList(
            POOL.substring(0, POOL.length() - 1),
            POOL + "x",
            POOL + "/",
            POOL + " ",
            " " + POOL,
            POOL + "\u0000",
            POOL + "\n",
            POOL + "#",
            POOL + "?",
            POOL + "/.well-known/jwks.json",
            POOL.toUpperCase(Locale.ROOT),
            POOL.toLowerCase(Locale.ROOT),
            POOL.replace("cognito", "Cognito"),
            POOL.replace("https:", "http:"),
            POOL.replace("https:", "HTTPS:"),
            POOL.replace("https://", ""),
            POOL.replace("https://", "//"),
            POOL.replace(".com/", ".com:443/"),
            POOL.replace(".com/", ".com./"),
            POOL.replace(".com/", ".com//"),
            POOL.replace(".com/", ".com.evil.example/"),
            POOL.replace(".com/", ".com@evil.example/"),
            POOL.replace("https://", "https://user@"),
            POOL.replace("eu-central-1.", "eu-west-1."),
            POOL.replace("1_A", "1%5FA"),
            POOL.replace("_Abc", "_\u0410bc"),
            POOL.replace("Abc123456", "Abc123457"),
            POOL.replace("eu-central-1", "us-east-1"),
            POOL.replace("cognito-idp.", "issuer-cognito-idp."),
            "https://evil.example/?" + POOL,
            "eu-central-1_Abc123456",
            OTHER_POOL,
            TWIN_ONE,
            "https://accounts.google.com",
            "",
            null,
            1,
            true,
            List.of(),
            List.of(POOL),
            List.of(POOL, OTHER_POOL),
            Map.of("iss", POOL))) {
      add(use, "iss", value, WRONG_ISSUER);
    }
    without(use, "iss", WRONG_ISSUER);
  }

  private void clients(TokenUse use) {
    String claim = use == TokenUse.ID ? "aud" : "client_id";
    for (Object value :
        Arrays.asList(
            "another",
            OTHER_CLIENT,
            CLIENT.substring(0, CLIENT.length() - 1),
            CLIENT + "x",
            CLIENT + " ",
            " " + CLIENT,
            CLIENT + "\u0000",
            CLIENT.toUpperCase(Locale.ROOT),
            CLIENT + "," + SECOND_CLIENT,
            CLIENT + " " + SECOND_CLIENT,
            "*",
            "",
            null,
            1,
            true,
            List.of(),
            List.of(CLIENT),
            List.of(CLIENT, "another"),
            List.of("another", CLIENT),
            List.of(CLIENT, SECOND_CLIENT),
            Map.of("0", CLIENT))) {
      add(use, claim, value, WRONG_CLIENT);
    }
    without(use, claim, WRONG_CLIENT);
    Map<String, @Nullable Object> swapped = TokenForger.claims(use);
    swapped.put(use == TokenUse.ID ? "client_id" : "aud", swapped.remove(claim));
    add(use, "the right client in the other use's claim", swapped, WRONG_CLIENT);
    Map<String, @Nullable Object> both = TokenForger.claims(use);
    both.put(claim, "another");
    both.put(use == TokenUse.ID ? "client_id" : "aud", CLIENT);
    both.put("azp", CLIENT);
    add(use, "another client, the right one elsewhere", both, WRONG_CLIENT);
  }

  private void uses(TokenUse use) {
    String name = use.name().toLowerCase(Locale.ROOT);
    for (Object value :
        Arrays.asList(
            use.name(),
            name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1),
            name + " ",
            " " + name,
            name + "\u0000",
            "refresh",
            "other",
            "id access",
            "id,access",
            "\u0456d",
            "",
            null,
            0,
            1,
            true,
            List.of(),
            List.of(name),
            List.of("id", "access"),
            Map.of(name, true))) {
      add(use, "token_use", value, WRONG_USE);
    }
    without(use, "token_use", WRONG_USE);
    TokenUse other = use == TokenUse.ID ? TokenUse.ACCESS : TokenUse.ID;
    tokens.add(
        Hostile.of(
                "a good " + use + " token for " + other,
                MINT.token(TokenForger.claims(use)),
                WRONG_USE)
            .asking(other));
    Map<String, @Nullable Object> posing = TokenForger.claims(other);
    posing.put("token_use", name);
    add(use, "a token of the other use that poses as one", posing, WRONG_CLIENT);
    Map<String, @Nullable Object> both = TokenForger.claims(TokenUse.ID);
    both.putAll(TokenForger.claims(TokenUse.ACCESS));
    both.put("token_use", other.name().toLowerCase(Locale.ROOT));
    add(use, "the claims of both uses, posing as the other", both, WRONG_USE);
  }

  private void subjects(TokenUse use) {
    for (Object value :
        Arrays.asList("", null, 0, 1.5, true, List.of(), List.of("sub"), Map.of("sub", "x"))) {
      add(use, "sub", value, BAD_SUBJECT);
    }
    without(use, "sub", BAD_SUBJECT);
  }

  private void names(TokenUse use) {
    String claim = use == TokenUse.ID ? "cognito:username" : "username";
    for (Object value :
        Arrays.asList(
            "",
            " ",
            "two words",
            " Alice",
            "Alice ",
            "Alice\n",
            "Alice\tB",
            "Alice\u0000",
            "Ali\u00ADce",
            "Ali\u200Bce",
            "Ali\u202Ece",
            "Ali\u00A0ce",
            "Ali\u2028ce",
            "Ali\uE000ce",
            "Ali\uFFFFce",
            "Ali\uFEFFce",
            "x".repeat(129),
            null,
            1,
            true,
            List.of(),
            List.of("Alice"),
            Map.of("name", "Alice"))) {
      add(use, claim, value, BAD_USERNAME);
    }
    without(use, claim, BAD_USERNAME);
    Map<String, @Nullable Object> swapped = TokenForger.claims(use);
    swapped.put(use == TokenUse.ID ? "username" : "cognito:username", swapped.remove(claim));
    add(use, "the name in the other use's claim", swapped, BAD_USERNAME);
  }

  private void groups(TokenUse use) {
    for (Object value :
        Arrays.asList(
            "admins",
            "[\"admins\"]",
            "",
            null,
            1,
            true,
            Map.of(),
            Map.of("0", "admins"),
            List.of(""),
            List.of(" "),
            List.of("ad mins"),
            List.of("admins "),
            List.of("admins\n"),
            List.of("admins\u0000"),
            List.of("ad\u200Bmins"),
            List.of("admins", ""),
            List.of("admins", "editors", 3),
            List.of(1),
            List.of(true),
            List.of(List.of("admins")),
            List.of(Map.of("name", "admins")),
            Arrays.asList("admins", null),
            Arrays.asList((Object) null),
            List.of("x".repeat(129)))) {
      add(use, "cognito:groups", value, BAD_GROUPS);
    }
  }

  private void addresses(TokenUse use) {
    for (Object value : Arrays.asList(null, 1, true, List.of("alice@example.com"), Map.of())) {
      add(use, "email", value, BAD_EMAIL);
    }
    for (Object value : Arrays.asList(null, "true", "", 1, 0, List.of(true), Map.of())) {
      add(use, "email_verified", value, BAD_EMAIL);
    }
  }

  private void origins(TokenUse use) {
    for (Object value : Arrays.asList("", null, 1, true, List.of("origin-1"), Map.of())) {
      add(use, "origin_jti", value, BAD_ORIGIN);
    }
  }

  private void add(TokenUse use, String claim, @Nullable Object value, TokenRefusal reason) {
    tokens.add(
        Hostile.of(
                claim + " " + TokenMint.json(value) + " in an " + use + " token",
                TokenForger.withClaim(use, claim, value),
                reason)
            .asking(use));
  }

  private void without(TokenUse use, String claim, TokenRefusal reason) {
    tokens.add(
        Hostile.of(
                "no " + claim + " in an " + use + " token",
                TokenForger.withoutClaim(use, claim),
                reason)
            .asking(use));
  }

  private void add(
      TokenUse use, String name, Map<String, @Nullable Object> claims, TokenRefusal reason) {
    tokens.add(
        Hostile.of(name + " in an " + use + " token", MINT.token(claims), reason).asking(use));
  }
}
