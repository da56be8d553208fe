package dev.gatehouse.adapter.cognito;

import dev.gatehouse.adapter.cognito.call.CognitoErrors;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.login.LoginProgress.LoggedIn;
import dev.gatehouse.domain.session.ProviderRefreshOutcome;
import dev.gatehouse.domain.session.RefreshOutcome.InvalidRefreshToken;
import dev.gatehouse.domain.session.RefreshOutcome.Refreshed;
import dev.gatehouse.domain.token.AccessToken;
import dev.gatehouse.domain.token.IdToken;
import dev.gatehouse.domain.token.RefreshToken;
import dev.gatehouse.domain.token.RefreshedTokens;
import dev.gatehouse.domain.token.Tokens;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;

/**
 * Reads tokens and their subject from Cognito's responses.
 *
 * <p>Signatures are not verified: the tokens come directly from Cognito, over TLS.
 */
final class IssuedTokens {
  /** The default lifetime of tokens, for emulators that do not return the lifetime. */
  private static final Duration USUAL_LIFETIME = Duration.ofHours(1);

  private IssuedTokens() {}

  static LoggedIn loggedIn(String operation, @Nullable AuthenticationResultType result) {
    if (result == null
        || isMissing(result.idToken())
        || isMissing(result.accessToken())
        || isMissing(result.refreshToken())) {
      throw CognitoErrors.malformedResponse(
          operation, "the response contains neither a challenge nor all three tokens");
    }
    return new LoggedIn(
        new Subject(claim(operation, result.idToken(), "sub")),
        new Tokens(
            new IdToken(result.idToken()),
            new AccessToken(result.accessToken()),
            new RefreshToken(result.refreshToken()),
            lifetime(operation, result)));
  }

  /**
   * Reads the tokens of a refresh. A user whose name Gatehouse does not accept cannot use a token,
   * so the session ends.
   */
  static ProviderRefreshOutcome refreshed(
      String operation, @Nullable AuthenticationResultType result) {
    if (result == null || isMissing(result.idToken()) || isMissing(result.accessToken())) {
      throw CognitoErrors.malformedResponse(
          operation, "the response contains no ID token or no access token");
    }
    String username = claim(operation, result.idToken(), "cognito:username");
    if (!Username.violations(username).isEmpty()) {
      return new InvalidRefreshToken();
    }
    return new Refreshed(
        new Subject(claim(operation, result.idToken(), "sub")),
        new Username(username),
        new RefreshedTokens(
            new IdToken(result.idToken()),
            new AccessToken(result.accessToken()),
            isMissing(result.refreshToken()) ? null : new RefreshToken(result.refreshToken()),
            lifetime(operation, result)));
  }

  private static String claim(String operation, String idToken, String name) {
    String[] parts = idToken.split("\\.", -1);
    JsonNode claims = parts.length == 3 ? claims(parts[1]) : null;
    JsonNode claim = claims == null ? null : claims.field(name).orElse(null);
    if (claim == null || !claim.isString() || claim.asString().isEmpty()) {
      throw CognitoErrors.malformedResponse(operation, "the ID token can't be read");
    }
    return claim.asString();
  }

  private static @Nullable JsonNode claims(String payload) {
    try {
      return Json.parse(Base64.getUrlDecoder().decode(payload));
    } catch (IllegalArgumentException _) {
      return null; // Not Base64.
    }
  }

  private static Duration lifetime(String operation, AuthenticationResultType result) {
    Duration lifetime =
        result.expiresIn() == null ? USUAL_LIFETIME : Duration.ofSeconds(result.expiresIn());
    if (!lifetime.isPositive()) {
      throw CognitoErrors.malformedResponse(operation, "the issued tokens are already expired");
    }
    return lifetime;
  }

  static boolean isMissing(@Nullable String text) {
    return text == null || text.isEmpty();
  }
}
