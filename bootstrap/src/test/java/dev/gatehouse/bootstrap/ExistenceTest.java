package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.embedded.UserAdministration;
import dev.gatehouse.bootstrap.HttpConnection.Response;
import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import dev.gatehouse.domain.limit.Limit;
import dev.gatehouse.domain.limit.Limits;
import dev.gatehouse.testkit.server.TestServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks that an attacker cannot find out whether a user exists: not from the body or the headers
 * of a response, and not from the work behind it.
 *
 * <p>Two responses are intended exceptions: a registration says that a name is taken, and a login
 * with the right password says that the registration is not confirmed.
 */
final class ExistenceTest {
  private static final Caller CALLER = new Caller("test", ClientAddress.of("192.0.2.1"));

  private static final String RIGHT = "Correct1horse";
  private static final List<String> NAMES = List.of("unknown", "known", "unconfirmed", "disabled");

  private final TestServer gatehouse =
      TestServer.with()
          .confirmation(RegistrationConfirmation.CODE)
          .limits(Limits.OFF.with(Limit.LOGIN_ATTEMPTS, 3).with(Limit.CODES_PER_ACCOUNT, 3))
          .start();
  private int clients;

  ExistenceTest() throws IOException {
    for (String name : List.of("known", "unconfirmed", "disabled")) {
      assertThat(post("/users", registration(name)).status()).isEqualTo(201);
      if (!name.equals("unconfirmed")) {
        ConfirmationCode code =
            Objects.requireNonNull(
                gatehouse.provider().newestCode(new EmailAddress(name + "@example.com")));
        gatehouse.provider().registrations().confirm(CALLER, new Username(name), code);
      }
    }
    try (UserAdministration users = UserAdministration.of(gatehouse.provider())) {
      assertThat(users.disable(new Username("disabled"))).isNotNull();
    }
  }

  @AfterEach
  void close() {
    gatehouse.close();
  }

  @Test
  void many_registrations_send_few_codes_to_one_mailbox() throws IOException {
    try (TestServer limited =
        TestServer.with()
            .confirmation(RegistrationConfirmation.CODE)
            .limits(Limits.OFF.with(Limit.CODES_PER_MAILBOX, 10))
            .start()) {
      List<Integer> statuses = new ArrayList<>();
      for (int i = 0; i < 15; i++) {
        statuses.add(
            post(
                    limited,
                    "/users",
                    "{'username':'name-%d','password':'%s','email':'Victim+%d@example.com'}"
                        .formatted(i, RIGHT, i),
                    "192.0.2." + i)
                .status());
      }

      assertThat(statuses).filteredOn(status -> status == 201).hasSize(10);
      assertThat(statuses).filteredOn(status -> status == 429).hasSize(5);
    }
  }

  /** The requests for a user name that need no secret of the user. */
  private static List<Map.Entry<String, String>> questions() {
    return List.of(
        Map.entry("/users/confirmation", "{'username':'%s','code':'none'}"),
        Map.entry("/users/confirmation/resend", "{'username':'%s'}"),
        Map.entry("/login", "{'username':'%s','password':'Wrong1horse'}"),
        Map.entry("/password/forgot", "{'username':'%s'}"),
        Map.entry(
            "/password/reset", "{'username':'%s','code':'none','newPassword':'Brandnew2horse'}"));
  }

  private static String registration(String name) {
    return "{'username':'%s','password':'%s','email':'%s@example.com'}"
        .formatted(name, RIGHT, name);
  }

  /** Sends a request from a new address. */
  private Response post(String path, String body) throws IOException {
    clients++;
    return post(path, body, "192.0.2." + clients);
  }

  private Response post(String path, String body, String address) throws IOException {
    return post(gatehouse, path, body, address);
  }

  static Response post(TestServer server, String path, String body, String address)
      throws IOException {
    try (HttpConnection connection = new HttpConnection(server.port())) {
      return connection.send(
          "POST " + path,
          body.replace('\'', '"'),
          "Content-Type: application/json",
          "X-Forwarded-For: " + address);
    }
  }

  /** A response and the work behind it. */
  private record Told(int status, Map<String, String> headers, String body, long hashes) {}

  private Told told(String path, String body, String address) throws IOException {
    long before = gatehouse.provider().computedHashes();
    Response response = post(path, body, address);
    Map<String, String> headers = new TreeMap<>(response.headers());
    headers.remove("x-request-id");
    headers.remove("date");
    // The length includes the digits of the request id.
    headers.remove("content-length");
    return new Told(
        response.status(),
        headers,
        response.body().replaceAll("\"instance\":\"[^\"]*\"", ""),
        gatehouse.provider().computedHashes() - before);
  }

  private Told told(String path, String body) throws IOException {
    clients++;
    return told(path, body, "192.0.2." + clients);
  }

  @ParameterizedTest
  @MethodSource("questions")
  void response_is_the_same_for_every_user_name(Map.Entry<String, String> question)
      throws IOException {
    Told ofUnknown = told(question.getKey(), question.getValue().formatted("unknown"));

    assertThat(ofUnknown.status()).isIn(202, 401, 422);
    assertThat(ofUnknown.hashes()).isPositive();
    for (String name : NAMES) {
      assertThat(told(question.getKey(), question.getValue().formatted(name)))
          .as("%s about %s", question.getKey(), name)
          .isEqualTo(ofUnknown);
    }
  }

  @ParameterizedTest
  @MethodSource("questions")
  void rate_limited_response_is_the_same_for_every_name(Map.Entry<String, String> question)
      throws IOException {
    String path = question.getKey();
    Told ofUnknown = limited(path, question.getValue().formatted("unknown"));

    assertThat(ofUnknown.status()).isEqualTo(429);
    assertThat(ofUnknown.headers().get("retry-after")).isIn("300", "1200");
    assertThat(ofUnknown.hashes()).isZero();
    for (String name : NAMES) {
      if (!name.equals("unknown")) {
        assertThat(limited(path, question.getValue().formatted(name)))
            .as("%s about %s", path, name)
            .isEqualTo(ofUnknown);
      }
    }
  }

  /** Returns the response after the three allowed attempts. */
  private Told limited(String path, String body) throws IOException {
    for (int i = 0; i < 3; i++) {
      assertThat(told(path, body, "203.0.113.1").status()).isNotEqualTo(429);
    }
    return told(path, body, "203.0.113.1");
  }

  @Test
  void disabled_user_gets_the_response_of_an_unknown_user() throws IOException {
    assertThat(told("/login", "{'username':'disabled','password':'Correct1horse'}"))
        .isEqualTo(told("/login", "{'username':'unknown','password':'Correct1horse'}"));
  }

  @Test
  void responses_show_unconfirmed_user_and_taken_name() throws IOException {
    assertThat(told("/login", "{'username':'unconfirmed','password':'Correct1horse'}").body())
        .contains("user_not_confirmed");
    assertThat(told("/users", registration("unconfirmed")).status())
        .as("a registration takes no name until it is confirmed")
        .isEqualTo(201);
    for (String name : List.of("known", "disabled")) {
      Told taken = told("/users", registration(name));
      assertThat(taken.status()).isEqualTo(409);
      assertThat(taken.hashes()).isEqualTo(told("/users", registration("new-" + name)).hashes());
    }
  }

  @Test
  void registration_limit_treats_known_and_unknown_names_equally() throws IOException {
    for (int i = 0; i < 3; i++) {
      assertThat(told("/users", registration("known"), "203.0.113.1").status()).isEqualTo(409);
      assertThat(
              told("/login", "{'username':'unknown','password':'Wrong1horse'}", "203.0.113.1")
                  .status())
          .isEqualTo(401);
    }

    assertThat(told("/users", registration("unknown"), "203.0.113.1"))
        .isEqualTo(told("/users", registration("known"), "203.0.113.1"))
        .extracting(Told::status)
        .isEqualTo(429);
  }

  @Test
  void unknown_token_or_session_is_refused_without_hashing() throws IOException {
    Told refresh = told("/token/refresh", "{'refreshToken':'made-up-1'}");
    Told challenge = told("/login/challenge", "{'session':'made-up','answer':{'code':'1'}}");

    assertThat(refresh.status()).isEqualTo(401);
    assertThat(challenge.status()).isEqualTo(401);
    assertThat(told("/logout", "{'refreshToken':'made-up-1'}").status()).isEqualTo(204);
    assertThat(refresh.hashes() + challenge.hashes()).isZero();
  }
}
