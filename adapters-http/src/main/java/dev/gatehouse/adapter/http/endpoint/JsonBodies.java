package dev.gatehouse.adapter.http.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.adapter.http.spi.RefreshTokenTransport;
import dev.gatehouse.adapter.http.spi.Response;
import dev.gatehouse.domain.Group;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.login.Challenge;
import dev.gatehouse.domain.login.ChallengeStep;
import dev.gatehouse.domain.login.ChallengeStep.EmailOtp;
import dev.gatehouse.domain.login.ChallengeStep.MfaSetup;
import dev.gatehouse.domain.login.ChallengeStep.NewPasswordRequired;
import dev.gatehouse.domain.login.ChallengeStep.SelectMfaType;
import dev.gatehouse.domain.login.ChallengeStep.SmsMfa;
import dev.gatehouse.domain.login.ChallengeStep.SoftwareTokenMfa;
import dev.gatehouse.domain.token.AccessToken;
import dev.gatehouse.domain.token.IdToken;
import dev.gatehouse.domain.token.RefreshToken;
import dev.gatehouse.domain.token.RefreshedTokens;
import dev.gatehouse.domain.token.Tokens;
import dev.gatehouse.domain.totp.TotpSecret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The JSON of responses that several endpoints share. */
final class JsonBodies {
  private JsonBodies() {}

  static Response tokens(Tokens tokens, RefreshTokenTransport transport) {
    return transport.write(
        tokens(tokens.idToken(), tokens.accessToken(), tokens.expiresIn()), tokens.refreshToken());
  }

  /** Returns a refresh token only if it was replaced. */
  static Response tokens(RefreshedTokens tokens, RefreshTokenTransport transport) {
    ObjectNode others = tokens(tokens.idToken(), tokens.accessToken(), tokens.expiresIn());
    RefreshToken replacement = tokens.refreshToken();
    return replacement == null ? Response.json(200, others) : transport.write(others, replacement);
  }

  private static ObjectNode tokens(IdToken id, AccessToken access, Duration expiresIn) {
    return Response.object()
        .put("idToken", id.reveal())
        .put("accessToken", access.reveal())
        .put("tokenType", "Bearer")
        .put("expiresIn", expiresIn.toSeconds());
  }

  /**
   * Returns the JSON of a challenge.
   *
   * @param totpIssuer the name of the service, shown by authenticator apps
   */
  static ObjectNode challenge(Challenge challenge, String totpIssuer) {
    ObjectNode body = Response.object();
    body.putObject("challenge")
        .put("name", challenge.step().name().code())
        .put("session", challenge.session().reveal())
        .set("parameters", parameters(challenge.step(), totpIssuer));
    return body;
  }

  private static ObjectNode parameters(ChallengeStep step, String totpIssuer) {
    return switch (step) {
      case NewPasswordRequired(), SoftwareTokenMfa() -> Response.object();
      case SmsMfa(var destination) -> destination(destination);
      case EmailOtp(var destination) -> destination(destination);
      case SelectMfaType(var choices) -> {
        ObjectNode parameters = Response.object();
        var types = parameters.putArray("mfaTypes");
        choices.forEach(type -> types.add(type.code()));
        yield parameters;
      }
      case MfaSetup(var secret, var username) -> totp(secret, username, totpIssuer);
    };
  }

  private static ObjectNode destination(@Nullable String destination) {
    return destination == null
        ? Response.object()
        : Response.object().put("destination", destination);
  }

  /** Returns the JSON of a secret for an authenticator app. */
  static ObjectNode totp(TotpSecret secret, Username username, String issuer) {
    return Response.object()
        .put("secret", secret.reveal())
        .put("otpauthUri", secret.otpauthUri(issuer, username));
  }

  static ObjectNode identity(Identity identity) {
    return identity(identity, identity.email());
  }

  /** Returns the JSON of a user with another address than that in the token. */
  static ObjectNode identity(Identity identity, Identity.@Nullable Email email) {
    ObjectNode body =
        Response.object()
            .put("sub", identity.subject().value())
            .put("username", identity.username().value());
    if (email != null) {
      body.put("email", email.address().value()).put("emailVerified", email.verified());
    }
    var groups = body.putArray("groups");
    identity.groups().stream().map(Group::name).sorted().forEach(groups::add);
    return body;
  }
}
