package dev.gatehouse.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.adapter.embedded.password.ArchivedUsers;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import dev.gatehouse.lambda.UserMigration.RefusedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UserMigrationTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LOGIN = "UserMigration_Authentication";
  private static final String FORGOT_PASSWORD = "UserMigration_ForgotPassword";

  @SuppressWarnings("NullAway.Init")
  private static ArchivedUsers users;

  private final List<String> audit = new ArrayList<>();
  private final UserMigration migration =
      new UserMigration(
          users, audit::add, InstantSource.fixed(Instant.parse("2026-01-01T12:00:00Z")));

  @BeforeAll
  static void makeBackup(@TempDir Path folder) {
    EmbeddedUsers old = new EmbeddedUsers(folder);
    old.register(
        RegistrationConfirmation.AUTO,
        List.of("Alice", "verified", "disabled", "protected", "temporary"));
    old.register(RegistrationConfirmation.CODE, List.of("unconfirmed"));
    old.execute("UPDATE users SET email_verified = 1 WHERE username <> 'Alice'");
    old.execute("UPDATE users SET enabled = 0 WHERE username = 'disabled'");
    old.execute(
        "UPDATE users SET password_temporary_until = 9999999999 WHERE username = 'temporary'");
    old.execute(
        "INSERT INTO totp_apps SELECT sub, 1, 'sealed', 0 FROM users WHERE username = 'protected'");
    users = ArchivedUsers.open(old.backup(), InstantSource.system());
  }

  @AfterAll
  static void close() {
    users.close();
  }

  private static ObjectNode login(String username, String password) {
    ObjectNode event =
        JSON.createObjectNode()
            .put("version", "1")
            .put("triggerSource", LOGIN)
            .put("userPoolId", "eu-central-1_AbCdEfGhI")
            .put("userName", username);
    event.putObject("request").put("password", password).putNull("validationData");
    event.putObject("response").putNull("userAttributes").putNull("forceAliasCreation");
    return event;
  }

  private static ObjectNode forgotPassword(String username) {
    ObjectNode event = login(username, "").put("triggerSource", FORGOT_PASSWORD);
    event.putObject("request");
    return event;
  }

  private JsonNode answer(JsonNode event) throws IOException {
    return JSON.readTree(answer(JSON.writeValueAsBytes(event)));
  }

  private byte[] answer(byte[] event) throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    migration.handle(new ByteArrayInputStream(event), output, "request-1");
    return output.toByteArray();
  }

  private void assertRefused(byte[] event, String reason) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> answer(event))
        .withMessage("the user cannot be migrated")
        .withNoCause();
    assertThat(audit)
        .containsExactly(
            "{\"time\":\"2026-01-01T12:00:00Z\",\"event\":\"migration_refused\","
                + "\"request\":\"request-1\",\"reason\":\"%s\"}".formatted(reason));
    audit.clear();
  }

  private void assertRefused(JsonNode event, String reason) throws IOException {
    assertRefused(JSON.writeValueAsBytes(event), reason);
  }

  @Test
  void right_password_migrates_the_user() throws IOException {
    ObjectNode event = login("alice", EmbeddedUsers.password("Alice"));

    ObjectNode expected = event.deepCopy();
    ObjectNode response = expected.withObject("/response");
    response
        .putObject("userAttributes")
        .put("username", "Alice")
        .put("email", "Alice@example.com")
        .put("email_verified", "false");
    response.put("finalUserStatus", "CONFIRMED").put("messageAction", "SUPPRESS");
    assertThat(answer(event)).isEqualTo(expected);
    assertThat(audit)
        .singleElement()
        .asString()
        .contains("\"event\":\"user_migrated\"", "\"user\":\"")
        .doesNotContainIgnoringCase("alice");
  }

  @Test
  void event_without_a_response_gets_one() throws IOException {
    ObjectNode event = login("verified", EmbeddedUsers.password("verified"));
    event.remove("response");
    assertThat(answer(event).at("/response/userAttributes/email_verified").asText())
        .isEqualTo("true");
    assertThat(answer(event.putNull("response")).at("/response/finalUserStatus").asText())
        .isEqualTo("CONFIRMED");
  }

  @ParameterizedTest
  @CsvSource({
    "unconfirmed,user_not_confirmed",
    "disabled,user_disabled",
    "protected,authenticator_app",
    "temporary,temporary_password",
    "nobody,invalid_credentials"
  })
  void user_who_cannot_move_is_refused_without_a_reason(String name, String reason)
      throws IOException {
    assertRefused(login(name, EmbeddedUsers.password(name)), reason);
    assertRefused(login(name, "Wrong1horse"), "invalid_credentials");
  }

  @Test
  void forgotten_password_migrates_users_with_a_verified_address() throws IOException {
    JsonNode response = answer(forgotPassword("Verified")).path("response");

    assertThat(response.at("/userAttributes/username").asText()).isEqualTo("verified");
    assertThat(response.at("/userAttributes/email_verified").asText()).isEqualTo("true");
    assertThat(response.path("messageAction").asText()).isEqualTo("SUPPRESS");
    assertThat(response.has("finalUserStatus")).as("there is no password yet").isFalse();
    assertThat(answer(forgotPassword("temporary")).at("/userAttributes")).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "alice,email_not_verified",
    "unconfirmed,invalid_credentials",
    "disabled,user_disabled",
    "protected,authenticator_app",
    "nobody,invalid_credentials"
  })
  void forgotten_password_migrates_nobody_else(String name, String reason) throws IOException {
    assertRefused(forgotPassword(name), reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not JSON", "[]", "null", "{\"request\":{\"password\":\"secret"})
  void malformed_event_is_refused(String event) {
    assertRefused(event.getBytes(StandardCharsets.UTF_8), "malformed_event");
  }

  @Test
  void event_with_wrong_members_is_refused() throws IOException {
    ObjectNode right = login("verified", EmbeddedUsers.password("verified"));
    assertRefused(
        right.deepCopy().put("triggerSource", "PreSignUp_SignUp"), "unknown_trigger_source");
    assertRefused(right.deepCopy().without("triggerSource"), "unknown_trigger_source");
    assertRefused(right.deepCopy().without("userName"), "not_a_username");
    assertRefused(right.deepCopy().put("userName", 7), "not_a_username");
    assertRefused(right.deepCopy().put("userName", "a".repeat(129)), "not_a_username");
    assertRefused(right.deepCopy().without("request"), "not_a_password");
    assertRefused(login("verified", "a".repeat(257)), "not_a_password");
  }

  @Test
  void huge_event_is_refused() throws IOException {
    ObjectNode event = login("verified", EmbeddedUsers.password("verified"));
    event.put("more", "a".repeat(UserMigration.MAX_BYTES - 1_000));
    assertThat(answer(event).has("more")).isTrue();
    audit.clear();

    assertRefused(event.put("more", "a".repeat(UserMigration.MAX_BYTES)), "event_too_large");
  }

  @Test
  void database_that_is_closed_is_no_reason_to_migrate(@TempDir Path folder) throws IOException {
    EmbeddedUsers old = new EmbeddedUsers(folder);
    old.register(RegistrationConfirmation.AUTO, List.of("bob"));
    ArchivedUsers closed = ArchivedUsers.open(old.backup(), InstantSource.system());
    closed.close();
    UserMigration broken = new UserMigration(closed, audit::add, InstantSource.system());

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(
            () ->
                broken.handle(
                    new ByteArrayInputStream(
                        JSON.writeValueAsBytes(login("bob", EmbeddedUsers.password("bob")))),
                    new ByteArrayOutputStream(),
                    "request-1"));
    assertThat(audit).singleElement().asString().contains("\"reason\":\"unavailable\"");
  }
}
