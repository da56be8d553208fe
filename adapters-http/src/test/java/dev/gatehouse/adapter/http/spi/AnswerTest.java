package dev.gatehouse.adapter.http.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AnswerTest {
  @Test
  void printed_response_contains_no_token() {
    Response tokens =
        Response.json(200, Response.object().put("idToken", "an-id-token"))
            .withHeader("Set-Cookie", "session=a-refresh-token");

    assertThat(tokens).hasToString("Answer[200, headers=[Set-Cookie], body=Json]");
    assertThat(tokens.body()).hasToString("Json");
  }

  @Test
  void printed_response_contains_no_body_text() {
    Response text = Response.text(200, "text/plain;charset=utf-8", "a code");

    assertThat(text).hasToString("Answer[200, headers=[], body=Text of 6 bytes]");
  }

  @Test
  void printed_response_shows_a_missing_body() {
    assertThat(Response.empty(204)).hasToString("Answer[204, headers=[], body=null]");
  }
}
