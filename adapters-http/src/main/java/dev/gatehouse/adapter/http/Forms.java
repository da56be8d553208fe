package dev.gatehouse.adapter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.domain.AccessToken;
import dev.gatehouse.domain.Group;
import dev.gatehouse.domain.IdToken;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.RefreshToken;
import dev.gatehouse.domain.RenewedTokens;
import dev.gatehouse.domain.Tokens;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The JSON of what several endpoints answer. */
final class Forms {
  private Forms() {}

  static ObjectNode tokens(Tokens tokens) {
    return tokens(
        tokens.idToken(), tokens.accessToken(), tokens.refreshToken(), tokens.expiresIn());
  }

  static ObjectNode tokens(RenewedTokens tokens) {
    return tokens(
        tokens.idToken(), tokens.accessToken(), tokens.refreshToken(), tokens.expiresIn());
  }

  private static ObjectNode tokens(
      IdToken id, AccessToken access, @Nullable RefreshToken refresh, Duration expiresIn) {
    ObjectNode body = Json.object().put("idToken", id.reveal()).put("accessToken", access.reveal());
    if (refresh != null) {
      body.put("refreshToken", refresh.reveal());
    }
    return body.put("tokenType", "Bearer").put("expiresIn", expiresIn.toSeconds());
  }

  static ObjectNode identity(Identity identity) {
    return identity(identity, identity.email());
  }

  /** The identity with another address than its token tells. */
  static ObjectNode identity(Identity identity, Identity.@Nullable Email email) {
    ObjectNode body =
        Json.object()
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
