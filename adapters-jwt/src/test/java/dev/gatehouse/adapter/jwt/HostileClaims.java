package dev.gatehouse.adapter.jwt;

import static dev.gatehouse.adapter.jwt.TestIssuer.CLIENT;
import static dev.gatehouse.adapter.jwt.TestIssuer.MINT;
import static dev.gatehouse.adapter.jwt.TestIssuer.OTHER_CLIENT;
import static dev.gatehouse.adapter.jwt.TestIssuer.OTHER_POOL;
import static dev.gatehouse.adapter.jwt.TestIssuer.POOL;
import static dev.gatehouse.adapter.jwt.TestIssuer.SECOND_CLIENT;
import static dev.gatehouse.adapter.jwt.TestIssuer.TWIN_ONE;
import static dev.gatehouse.domain.token.TokenRefusal.Claim.BAD_ORIGIN;
import static dev.gatehouse.domain.token.TokenRefusal.Claim.BAD_SUBJECT;
import static dev.gatehouse.domain.token.TokenRefusal.Claim.BAD_USERNAME;
import static dev.gatehouse.domain.token.TokenRefusal.Claim.WRONG_CLIENT;
import static dev.gatehouse.domain.token.TokenRefusal.Claim.WRONG_ISSUER;
import static dev.gatehouse.domain.token.TokenRefusal.Claim.WRONG_USE;

import dev.gatehouse.domain.token.TokenRefusal;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.testkit.TokenMint;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Correctly signed tokens with a wrong audience, a wrong use or invalid claims. */
final class HostileClaims extends HostileFamily {
  HostileClaims(TokenUse use) {
    super(use);
    issuers();
    clients();
    uses();
    names();
    each(BAD_SUBJECT, "sub", "'', null, 0, 1.5, true, [], ['sub'], {'sub': 'x'}");
    without(BAD_SUBJECT, "sub");
    each(BAD_ORIGIN, "origin_jti", "'', null, 1, true, ['origin-1'], {}");
  }

  private void issuers() {
    for (String more : List.of("x", "/", " ", "\0", "\n", "#", "?", "/.well-known/jwks.json")) {
      each(WRONG_ISSUER, "iss", List.of(POOL + more));
    }
    for (String change :
        entries(
            """
            cognito>Cognito  https:>http:  https:>HTTPS:  https://>  https://>//  https://> https://
            https://>https://user@  https://>https://evil.example/?https://  .com/>.com:443/
            .com/>.com./  .com/>.com//  .com/>.com.evil.example/  .com/>.com@evil.example/
            eu-central-1.>eu-west-1.  eu-central-1>us-east-1  1_A>1%5FA  _Abc>_\u0410bc
            Abc123456>Abc123457  Abc123456>Abc12345  cognito-idp.>issuer-cognito-idp.
            """)) {
      String[] fromAndTo = change.split(">", 2);
      each(WRONG_ISSUER, "iss", List.of(POOL.replace(fromAndTo[0], fromAndTo[1])));
    }
    each(
        WRONG_ISSUER,
        "iss",
        """
        'eu-central-1_Abc123456', 'https://accounts.google.com', '', null, 1, true, [],
        '%1$s', '%2$s', '%3$s', '%4$s', ['%5$s'], ['%5$s', '%3$s'], {'iss': '%5$s'}
        """
            .formatted(
                POOL.toUpperCase(Locale.ROOT),
                POOL.toLowerCase(Locale.ROOT),
                OTHER_POOL,
                TWIN_ONE,
                POOL));
    without(WRONG_ISSUER, "iss");
  }

  private void clients() {
    String claim = use == TokenUse.ID ? "aud" : "client_id";
    String others = use == TokenUse.ID ? "client_id" : "aud";
    each(
        WRONG_CLIENT,
        claim,
        """
        'another', '%1$s', '%2$sx', '%2$s ', ' %2$s', '%2$s\\u0000', '%2$s,%3$s', '%2$s %3$s', '*', '',
        null, 1, true, [], ['%2$s'], ['%2$s', 'another'], ['another', '%2$s'], ['%2$s', '%3$s'],
        {'0': '%2$s'}
        """
            .formatted(OTHER_CLIENT, CLIENT, SECOND_CLIENT));
    each(
        WRONG_CLIENT,
        claim,
        List.of(CLIENT.substring(0, CLIENT.length() - 1), CLIENT.toUpperCase(Locale.ROOT)));
    without(WRONG_CLIENT, claim);
    says(
        WRONG_CLIENT,
        "the right client in the other use's claim",
        TokenForger.renamed(claim, others, TokenForger.claims(use)));
    says(
        WRONG_CLIENT,
        "another client, the right one elsewhere",
        TokenForger.claims(use, claim, "another", others, CLIENT, "azp", CLIENT));
  }

  private void uses() {
    String name = use.name().toLowerCase(Locale.ROOT);
    TokenUse other = use == TokenUse.ID ? TokenUse.ACCESS : TokenUse.ID;
    each(
        WRONG_USE,
        "token_use",
        """
        '%1$s', '%2$s', '%3$s ', ' %3$s', '%3$s\\u0000', 'refresh', 'other', 'id access', 'id,access',
        '\u0456d', '', null, 0, 1, true, [], ['%3$s'], ['id', 'access'], {'%3$s': true}
        """
            .formatted(
                use, name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1), name));
    without(WRONG_USE, "token_use");
    String otherName = other.name().toLowerCase(Locale.ROOT);
    add(WRONG_USE, "a good " + other + " token for " + use, MINT.token(TokenForger.claims(other)));
    says(
        WRONG_CLIENT,
        "a token of the other use that poses as one",
        TokenForger.claims(other, "token_use", name));
    Map<String, @Nullable Object> both = TokenForger.idClaims();
    both.putAll(TokenForger.claims(TokenUse.ACCESS, "token_use", otherName));
    says(WRONG_USE, "the claims of both uses, posing as the other", both);
  }

  private void names() {
    String claim = use == TokenUse.ID ? "cognito:username" : "username";
    String others = use == TokenUse.ID ? "username" : "cognito:username";
    each(
        BAD_USERNAME,
        claim,
        """
        '', ' ', 'two words', ' Alice', 'Alice ', 'Alice\\n', 'Alice\\tB', 'Alice\\u0000',
        'Ali\\u00ADce', 'Ali\\u200Bce', 'Ali\\u202Ece', 'Ali\\u00A0ce', 'Ali\\u2028ce',
        'Ali\\uE000ce', 'Ali\\uFFFFce', 'Ali\\uFEFFce', null, 1, true, [], ['Alice'],
        {'name': 'Alice'}
        """);
    each(BAD_USERNAME, claim, List.of("x".repeat(129)));
    without(BAD_USERNAME, claim);
    says(
        BAD_USERNAME,
        "the name in the other use's claim",
        TokenForger.renamed(claim, others, TokenForger.claims(use)));
  }

  private void each(TokenRefusal reason, String claim, String values) {
    each(reason, claim, Json.elements(values));
  }

  private void each(TokenRefusal reason, String claim, List<? extends @Nullable Object> values) {
    for (Object value : values) {
      says(reason, claim + " " + TokenMint.json(value), TokenForger.claims(use, claim, value));
    }
  }

  private void without(TokenRefusal reason, String claim) {
    says(reason, "no " + claim, TokenForger.without(claim, TokenForger.claims(use)));
  }
}
