package dev.gatehouse.bootstrap.command;

import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.TokenRefusal;

/**
 * Explains to an operator why a token is refused.
 *
 * @param meaning what is wrong with the token
 * @param remedy what to do
 */
record RefusalExplanation(String meaning, String remedy) {
  private static final String ASK_ISSUER =
      "Find out who issued it. The providers that Gatehouse supports issue no such tokens.";
  private static final String LOG_IN = "Refresh it, or log in again.";

  static RefusalExplanation of(TokenRefusal reason) {
    return switch (reason) {
      case TokenRefusal.Form form -> of(form);
      case TokenRefusal.Header header -> of(header);
      case TokenRefusal.Key key -> of(key);
      case TokenRefusal.Claim claim -> of(claim);
    };
  }

  private static RefusalExplanation of(TokenRefusal.Form reason) {
    return switch (reason) {
      case TOO_LARGE ->
          because(
              "The token has more than " + BearerToken.MAX_LENGTH / 1024 + " KiB.",
              "Find out what makes it large. Often the user is in too many groups.");
      case NOT_THREE_PARTS ->
          because(
              "The token does not have three parts separated by dots, as a signed JWT has.",
              "Look for a truncated token, a refresh token, or quotes around the token.");
      case BAD_BASE64 ->
          because(
              "A part is not base64url without padding.",
              "Look for a token that was changed or truncated.");
      case BAD_JSON ->
          because("The header or the claims are not a strict JSON object.", ASK_ISSUER);
    };
  }

  private static RefusalExplanation of(TokenRefusal.Header reason) {
    return switch (reason) {
      case NO_ALGORITHM -> because("The header has no algorithm.", ASK_ISSUER);
      case WRONG_ALGORITHM ->
          because(
              "The token is not signed with RS256. Attackers forge tokens with \"none\" and with"
                  + " shared keys.",
              ASK_ISSUER);
      case EMBEDDED_KEY ->
          because(
              "The token contains a key or the address of one, as forged tokens do.", ASK_ISSUER);
      case CRITICAL_PARAMETER ->
          because("The header requires an extension that is not supported (crit).", ASK_ISSUER);
      case UNENCODED_PAYLOAD ->
          because("The header changes the encoding of the payload.", ASK_ISSUER);
      case COMPRESSED_PAYLOAD ->
          because("The header says that the payload is compressed.", ASK_ISSUER);
      case NESTED_PAYLOAD -> because("The token contains another token, or no claims.", ASK_ISSUER);
      case WRONG_TYPE ->
          because(
              "The header says that the token is not a JWT, or an ID token says that it is an"
                  + " access token (typ).",
              ASK_ISSUER);
    };
  }

  private static RefusalExplanation of(TokenRefusal.Key reason) {
    return switch (reason) {
      case NO_KEY_ID -> because("The header has no key id (kid).", ASK_ISSUER);
      case UNKNOWN_KEY ->
          because(
              "No trusted issuer has this key: the token is from another pool or provider, or its"
                  + " key was withdrawn.",
              "Compare iss below with the trusted issuers: USER_POOL_ID and COGNITO_ISSUER, or"
                  + " DATA_DIR; then log in again.");
      case BAD_SIGNATURE ->
          because(
              "The signature is wrong: the token was changed or forged.",
              "Get a new token from the issuer.");
    };
  }

  private static RefusalExplanation of(TokenRefusal.Claim reason) {
    return switch (reason) {
      case WRONG_ISSUER ->
          because(
              "The key belongs to a trusted issuer, but the token has another issuer (iss).",
              "Set COGNITO_ISSUER to the form that the pool uses, or PUBLIC_URL to its value when"
                  + " the token was issued.");
      case WRONG_USE ->
          because(
              "The token is an access token but an ID token is required, or the reverse"
                  + " (token_use).",
              "Send the other token, or change ACCEPTED_TOKENS.");
      case WRONG_CLIENT ->
          because(
              "The token was issued for another client (aud or client_id).",
              "Log in through this server, or set COGNITO_CLIENT_ID.");
      case BAD_EXPIRY -> because("exp is missing or not a valid time.", ASK_ISSUER);
      case EXPIRED -> because("The token has expired (exp).", LOG_IN);
      case BAD_ISSUE_TIME -> because("iat is missing or not a valid time.", ASK_ISSUER);
      case ISSUED_IN_FUTURE ->
          because(
              "The token was issued in the future (iat).",
              "Correct the clock of this machine or of the issuer. CLOCK_SKEW_SECONDS allows a"
                  + " small difference.");
      case BAD_START -> because("nbf is not a valid time.", ASK_ISSUER);
      case NOT_YET_VALID ->
          because("The token is not valid yet (nbf).", "Wait, or correct the clocks.");
      case BAD_SUBJECT -> because("sub is missing, empty or not a text.", ASK_ISSUER);
      case BAD_USERNAME -> because("The user name is missing or not valid.", ASK_ISSUER);
      case BAD_ORIGIN -> because("origin_jti is empty or not a text.", ASK_ISSUER);
      case REVOKED -> because("The token was revoked, for example by a logout.", "Log in again.");
    };
  }

  private static RefusalExplanation because(String meaning, String remedy) {
    return new RefusalExplanation(meaning, remedy);
  }
}
