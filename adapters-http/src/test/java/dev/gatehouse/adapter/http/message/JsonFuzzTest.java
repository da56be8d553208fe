package dev.gatehouse.adapter.http.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.adapter.http.spi.Field;
import dev.gatehouse.adapter.http.spi.FieldValues;
import dev.gatehouse.adapter.http.spi.ProblemException;
import dev.gatehouse.adapter.http.spi.Response;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.PasswordPolicy;
import java.nio.charset.StandardCharsets;
import java.util.List;

final class JsonFuzzTest {
  private static final String SECRET = "Secret7-";

  private static final Field<NewPassword> PASSWORD =
      Field.text("password", 256, PasswordPolicy.COMPOSED::violations, NewPassword::new);
  private static final Field<Username> USERNAME =
      Field.text("username", Username.MAX_LENGTH, Username::violations, Username::new);
  private static final Field<Integer> COUNT = Field.number("count", -3, 3);
  private static final Field<Boolean> FLAG = Field.flag("flag");
  private static final Field<List<ConfirmationCode>> CODES =
      Field.texts(
          "codes",
          2,
          ConfirmationCode.MAX_LENGTH,
          ConfirmationCode::violations,
          ConfirmationCode::new);
  private static final Field<FieldValues> INNER = Field.object("inner", USERNAME, COUNT);

  @FuzzTest
  void body_is_read_or_ends_with_a_problem_without_its_values(byte[] bytes) {
    try {
      ObjectNode body = Json.read(bytes);
      // As texts, because a number that is too large for a double is written as a text.
      assertThat(Json.read(Json.write(body))).hasToString(body.toString());
      if (body.path("password").isTextual()) {
        body.put("password", SECRET + body.path("password").textValue());
      }
      assertRead(FieldValues.ofOptional(body, PASSWORD, USERNAME, COUNT, FLAG, CODES, INNER));
    } catch (ProblemException e) {
      assertThat(e.response().status()).isIn(400, 422);
      assertThat(text(e.response())).doesNotContain(SECRET);
    }
  }

  private static void assertRead(FieldValues values) {
    if (values.has(PASSWORD)) {
      assertThat(values.get(PASSWORD).reveal()).startsWith(SECRET);
    }
    if (values.has(CODES)) {
      assertThat(values.get(CODES)).hasSizeLessThanOrEqualTo(2);
    }
    FieldValues inner = values.find(INNER);
    for (FieldValues each : inner == null ? List.of(values) : List.of(values, inner)) {
      if (each.has(USERNAME)) {
        assertThat(Username.violations(each.get(USERNAME).value())).isEmpty();
      }
      if (each.has(COUNT)) {
        assertThat(each.get(COUNT)).isBetween(-3, 3);
      }
    }
  }

  private static String text(Response response) {
    return StandardCharsets.UTF_8.decode(ResponseBytes.of(response, "request-1")).toString();
  }
}
