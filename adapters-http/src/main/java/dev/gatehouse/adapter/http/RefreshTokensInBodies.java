package dev.gatehouse.adapter.http;

import static dev.gatehouse.adapter.http.Members.REFRESH_TOKEN;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.adapter.http.feature.Answer;
import dev.gatehouse.adapter.http.feature.Call;
import dev.gatehouse.adapter.http.feature.RefreshTokenCarrier;
import dev.gatehouse.domain.RefreshToken;

/** Clients keep their refresh tokens themselves: the API's way. */
final class RefreshTokensInBodies implements RefreshTokenCarrier {
  @Override
  public RefreshToken sent(Call call) {
    return call.body(REFRESH_TOKEN).get(REFRESH_TOKEN);
  }

  @Override
  public Answer handedOver(ObjectNode tokens, RefreshToken token) {
    return Answer.json(200, tokens.put(REFRESH_TOKEN.name(), token.reveal()));
  }

  @Override
  public Answer takenBack() {
    return Answer.empty(204);
  }
}
