package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.Gatehouse;
import dev.gatehouse.application.TakenUsernames;
import dev.gatehouse.bootstrap.HttpConnection.Response;
import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import dev.gatehouse.domain.audit.AuditEvent;
import dev.gatehouse.domain.audit.AuditEvent.LoginRefused;
import dev.gatehouse.domain.audit.AuditEvent.Reason;
import dev.gatehouse.domain.limit.Limit;
import dev.gatehouse.domain.limit.Limits;
import dev.gatehouse.domain.usecase.PasswordRecovery;
import dev.gatehouse.testkit.server.TestServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Attacks that look for users on a server that hides taken names. */
final class HiddenUsersTest {
  private static final Caller CALLER = new Caller("test", ClientAddress.of("192.0.2.1"));

  private static final String RIGHT = "Correct1horse";

  private final List<AuditEvent> audited = new CopyOnWriteArrayList<>();
  private final TestServer gatehouse =
      TestServer.with()
          .confirmation(RegistrationConfirmation.CODE)
          .takenUsernames(TakenUsernames.HIDDEN)
          .limits(Limits.OFF.with(Limit.LOGIN_ATTEMPTS, 3))
          .audit(audited::add)
          .start();
  private int clients;

  HiddenUsersTest() throws IOException {
    assertThat(register("known").status()).isEqualTo(201);
    assertThat(register("unconfirmed").status()).isEqualTo(201);
    gatehouse.provider().registrations().confirm(CALLER, new Username("known"), code("known"));
  }

  @AfterEach
  void close() {
    gatehouse.close();
  }

  private ConfirmationCode code(String name) {
    return Objects.requireNonNull(
        gatehouse.provider().newestCode(new EmailAddress(name + "@example.com")));
  }

  private Response register(String name) throws IOException {
    return post("/users", registration(name));
  }

  private static String registration(String name) {
    return "{'username':'%s','password':'%s','email':'%s@example.com'}"
        .formatted(name, RIGHT, name);
  }

  private static String login(String name) {
    return "{'username':'%s','password':'%s'}".formatted(name, RIGHT);
  }

  /** Sends a request from a new address. */
  private Response post(String path, String body) throws IOException {
    clients++;
    return post(path, body, "192.0.2." + clients);
  }

  private Response post(String path, String body, String address) throws IOException {
    return ExistenceTest.post(gatehouse, path, body, address);
  }

  /** Returns what a client sees, without what differs in all responses. */
  private static String seen(Response response, String name) {
    Map<String, String> headers = new TreeMap<>(response.headers());
    headers.keySet().removeAll(List.of("x-request-id", "date", "content-length"));
    return "%d %s %s"
        .formatted(
            response.status(),
            headers,
            response.body().replaceAll("\"instance\":\"[^\"]*\"", "").replace(name, "NAME"));
  }

  @Test
  void registration_and_login_do_not_tell_a_free_name_from_a_taken_one() throws IOException {
    String ofFree = seen(register("free"), "free") + seen(post("/login", login("free")), "free");

    assertThat(seen(register("known"), "known") + seen(post("/login", wrong("known")), "known"))
        .isEqualTo(ofFree);
    assertThat(ofFree).startsWith("201").contains("401").doesNotContain("not_confirmed");
  }

  private static String wrong(String name) {
    return login(name).replace(RIGHT, "Another1password");
  }

  @Test
  void unconfirmed_user_gets_the_response_of_an_unknown_one_and_the_audit_has_the_truth()
      throws IOException {
    assertThat(seen(post("/login", login("unconfirmed")), "unconfirmed"))
        .isEqualTo(seen(post("/login", login("unknown")), "unknown"))
        .startsWith("401");

    assertThat(audited)
        .filteredOn(LoginRefused.class::isInstance)
        .extracting(event -> ((LoginRefused) event).reason())
        .containsExactly(Reason.USER_NOT_CONFIRMED, Reason.INVALID_CREDENTIALS);
  }

  @Test
  void limits_treat_free_taken_and_unconfirmed_names_equally() throws IOException {
    for (String path : List.of("/users", "/login")) {
      String ofUnknown = afterThree(path, "unknown");

      assertThat(ofUnknown).startsWith("429");
      assertThat(afterThree(path, "known")).isEqualTo(ofUnknown);
      assertThat(afterThree(path, "unconfirmed")).isEqualTo(ofUnknown);
    }
  }

  private String afterThree(String path, String name) throws IOException {
    boolean registers = path.equals("/users");
    String body = registers ? registration(name) : name.equals("known") ? wrong(name) : login(name);
    String address = registers ? "203.0.113.1" : "203.0.113.2";
    for (int i = 0; i < 3; i++) {
      assertThat(post(path, body, address).status()).isNotEqualTo(429);
    }
    return seen(post(path, body, address), name);
  }

  @Test
  void code_is_sent_after_the_response_also_if_the_server_stops() throws IOException {
    ConfirmationCode before = code("known");
    String body = "{'username':'%s'}";

    String ofKnown = seen(post("/password/forgot", body.formatted("known")), "known");
    String ofUnknown = seen(post("/password/forgot", body.formatted("unknown")), "unknown");
    gatehouse.close();

    assertThat(ofKnown).isEqualTo(ofUnknown).startsWith("202");
    assertThat(code("known")).isNotEqualTo(before);
  }

  @Test
  void full_queue_refuses_requests_for_a_code_whatever_the_name() {
    CountDownLatch end = new CountDownLatch(1);
    try (Gatehouse full =
        Gatehouse.inMemory()
            .confirmation(RegistrationConfirmation.CODE)
            .takenUsernames(TakenUsernames.HIDDEN)
            .open()) {
      full.testUser("known");
      for (int i = 0; i < 256; i++) {
        full.workAfterResponse().execute(() -> await(end));
      }
      PasswordRecovery recovery = full.useCases().passwordRecovery();
      Caller caller = new Caller("request", ClientAddress.of("192.0.2.1"));

      for (String name : List.of("known", "unknown")) {
        assertThatThrownBy(() -> recovery.sendCode(caller, new Username(name)))
            .isInstanceOf(IdentityProviderUnavailableException.class)
            .extracting(e -> ((IdentityProviderUnavailableException) e).reason())
            .isEqualTo(IdentityProviderUnavailableException.Reason.OVERLOADED);
      }
      end.countDown();
    }
  }

  @Test
  void work_that_fails_or_does_not_end_before_the_stop_is_counted() {
    try (Gatehouse stopping = Gatehouse.inMemory().open()) {
      stopping
          .workAfterResponse()
          .execute(
              () -> {
                throw new IllegalStateException("the work fails");
              });
      CountDownLatch never = new CountDownLatch(1);
      stopping.workAfterResponse().execute(() -> await(never));

      stopping.workAfterResponse().finish(Duration.ZERO);
      stopping.workAfterResponse().finish(Duration.ofSeconds(10));

      assertThat(stopping.workAfterResponse().failures()).isEqualTo(2);
      assertThatThrownBy(() -> stopping.workAfterResponse().execute(() -> {}))
          .isInstanceOf(IdentityProviderUnavailableException.class);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }
}
