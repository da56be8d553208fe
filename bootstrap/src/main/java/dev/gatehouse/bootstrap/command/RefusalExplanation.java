package dev.gatehouse.bootstrap.command;

import dev.gatehouse.domain.token.TokenRefusal;

/**
 * Why a token is refused, in words for an operator.
 *
 * @param meaning what is wrong with it
 * @param remedy what to do about it
 */
record RefusalExplanation(String meaning, String remedy) {
  private static final String ASK_ISSUER =
      "Find out who made it: the providers that Gatehouse knows issue none like it.";
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
          because("It has more than 8 KiB.", "See what fills it; often it is too many groups.");
      case NOT_THREE_PARTS ->
          because(
              "It is not three parts between two dots, as a signed JWT is.",
              "Look for a token cut short, a refresh token, or quotes around it.");
      case BAD_BASE64 ->
          because(
              "A part is not base64url without padding.",
              "Look for a token that was changed or cut on its way.");
      case BAD_JSON ->
          because("Its header or its claims are not one strict JSON object.", ASK_ISSUER);
    };
  }

  private static RefusalExplanation of(TokenRefusal.Header reason) {
    return switch (reason) {
      case NO_ALGORITHM -> because("Its header names no algorithm.", ASK_ISSUER);
      case WRONG_ALGORITHM ->
          because(
              "It is not signed with RS256; \"none\" and algorithms with a shared key are how"
                  + " tokens are forged.",
              ASK_ISSUER);
      case EMBEDDED_KEY ->
          because("It brings its own key, or says where to get one: a forger's trick.", ASK_ISSUER);
      case CRITICAL_PARAMETER ->
          because("Its header wants something understood that is not (crit).", ASK_ISSUER);
      case UNENCODED_PAYLOAD -> because("Its header says how the payload is encoded.", ASK_ISSUER);
      case COMPRESSED_PAYLOAD -> because("Its payload is said to be compressed.", ASK_ISSUER);
      case NESTED_PAYLOAD -> because("It holds another token, or no claims.", ASK_ISSUER);
      case WRONG_TYPE -> because("Its header says that it is no JWT (typ).", ASK_ISSUER);
    };
  }

  private static RefusalExplanation of(TokenRefusal.Key reason) {
    return switch (reason) {
      case NO_KEY_ID -> because("Its header names no key (kid).", ASK_ISSUER);
      case UNKNOWN_KEY ->
          because(
              "Its key is in no trusted issuer's key set: another pool's or provider's token, or"
                  + " one whose key was withdrawn.",
              "Compare iss below with the trusted issuers: USER_POOL_ID and COGNITO_ISSUER, or"
                  + " DATA_DIR; then log in again.");
      case BAD_SIGNATURE ->
          because(
              "Its signature is not that of the key that it names: it was changed, or forged.",
              "Get it again from where it was issued.");
    };
  }

  private static RefusalExplanation of(TokenRefusal.Claim reason) {
    return switch (reason) {
      case WRONG_ISSUER ->
          because(
              "The key is a trusted issuer's, but the token names another issuer (iss).",
              "Set COGNITO_ISSUER to the form that the pool uses, or PUBLIC_URL to what it was when"
                  + " the token was issued.");
      case WRONG_USE ->
          because(
              "It is an access token where an ID token is taken, or the reverse (token_use).",
              "Send the other one, or set ACCEPTED_TOKENS.");
      case WRONG_CLIENT ->
          because(
              "It was issued for another client (aud or client_id).",
              "Log in through this server, or set COGNITO_CLIENT_ID.");
      case BAD_EXPIRY -> because("Its exp is missing or no sensible time.", ASK_ISSUER);
      case EXPIRED -> because("Its time is over (exp).", LOG_IN);
      case BAD_ISSUE_TIME -> because("Its iat is missing or no sensible time.", ASK_ISSUER);
      case ISSUED_IN_FUTURE ->
          because(
              "It says that it was issued in the future (iat).",
              "Set this machine's clock, or the issuer's; CLOCK_SKEW_SECONDS forgives a little.");
      case BAD_START -> because("Its nbf is no sensible time.", ASK_ISSUER);
      case NOT_YET_VALID -> because("Its time has not come (nbf).", "Wait, or set the clocks.");
      case BAD_SUBJECT -> because("Its sub is missing, empty or no text.", ASK_ISSUER);
      case BAD_USERNAME -> because("Its user name is missing or can't be one.", ASK_ISSUER);
      case BAD_GROUPS -> because("Its groups are no list of names.", ASK_ISSUER);
      case BAD_EMAIL -> because("Its e-mail claims have the wrong type.", ASK_ISSUER);
      case BAD_ORIGIN -> because("Its origin_jti is empty or no text.", ASK_ISSUER);
      case REVOKED -> because("It was revoked: its owner has logged out.", "Log in again.");
    };
  }

  private static RefusalExplanation because(String meaning, String remedy) {
    return new RefusalExplanation(meaning, remedy);
  }
}
