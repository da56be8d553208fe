package dev.gatehouse.bootstrap.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.Group;
import dev.gatehouse.domain.MasterKey;
import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.audit.AuditEvent;
import dev.gatehouse.domain.audit.AuditEvent.ChallengeRefused;
import dev.gatehouse.domain.audit.AuditEvent.Limited;
import dev.gatehouse.domain.audit.AuditEvent.LoggedIn;
import dev.gatehouse.domain.audit.AuditEvent.LoginRefused;
import dev.gatehouse.domain.audit.AuditEvent.MembershipChanged;
import dev.gatehouse.domain.audit.AuditEvent.Reason;
import dev.gatehouse.domain.audit.AuditEvent.TheftSuspected;
import dev.gatehouse.domain.limit.Budget;
import dev.gatehouse.domain.limit.Limit;
import dev.gatehouse.domain.login.ChallengeName;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class LoggedAuditTrailTest {
  private static final Caller CALLER = new Caller("f00-1", ClientAddress.of("192.0.2.1"));
  private static final Subject SUBJECT = new Subject("subject-1");
  private static final String TIME = "\"time\":\"2026-01-01T12:00:00Z\"";
  private static final String FROM = "\"request\":\"f00-1\",\"address\":\"192.0.2.1\"";

  private final List<String> lines = new ArrayList<>();
  private final LoggedAuditTrail trail = trail();

  private LoggedAuditTrail trail() {
    return trail(AuditFormat.PLAIN);
  }

  private LoggedAuditTrail trail(AuditFormat format) {
    return trail(format, null);
  }

  private LoggedAuditTrail trail(AuditFormat format, @Nullable MasterKey masterKey) {
    return new LoggedAuditTrail(
        lines::add,
        format,
        InstantSource.fixed(Instant.parse("2026-01-01T12:00:00Z")),
        masterKey,
        new SecureRandom());
  }

  private String line(AuditEvent event) {
    trail.record(event);
    return lines.getLast();
  }

  @Test
  void ecs_line_contains_the_schema_fields() {
    trail(AuditFormat.ECS).record(new LoggedIn(CALLER, SUBJECT));

    assertThat(lines.getLast())
        .isEqualTo(
            "{\"@timestamp\":\"2026-01-01T12:00:00Z\",\"event.action\":\"logged_in\","
                + "\"log.level\":\"INFO\",\"message\":\"logged_in\",\"ecs.version\":\"1.2.0\","
                + "\"service.name\":\"gatehouse\",\"event.dataset\":\"gatehouse.audit\","
                + "\"http.request.id\":\"f00-1\",\"source.ip\":\"192.0.2.1\","
                + "\"user.id\":\"subject-1\"}");
  }

  @Test
  void line_contains_time_event_request_address_and_user() {
    assertThat(line(new LoggedIn(CALLER, SUBJECT)))
        .isEqualTo("{" + TIME + ",\"event\":\"logged_in\"," + FROM + ",\"user\":\"subject-1\"}");
    assertThat(line(new MembershipChanged(SUBJECT, new Group("editors"), true)))
        .isEqualTo(
            "{"
                + TIME
                + ",\"event\":\"added_to_group\",\"user\":\"subject-1\",\"group\":\"editors\"}");
    assertThat(line(new TheftSuspected(CALLER, new SessionId("login-1"))))
        .isEqualTo(
            "{" + TIME + ",\"event\":\"theft_suspected\"," + FROM + ",\"login\":\"login-1\"}");
  }

  @Test
  void line_omits_unknown_fields() {
    assertThat(line(new AuditEvent.LoggedOut(CALLER, null))).doesNotContain("user");
    assertThat(line(new ChallengeRefused(CALLER, null, null, Reason.INVALID_ANSWER)))
        .isEqualTo(
            "{"
                + TIME
                + ",\"event\":\"challenge_refused\","
                + FROM
                + ",\"reason\":\"invalid_answer\"}");
  }

  @Test
  void name_hash_without_a_master_key_ignores_case_and_changes_at_restart() {
    String first = name(trail, "Alice");

    assertThat(first).matches("[0-9a-f]{16}");
    assertThat(name(trail, "aLICE")).isEqualTo(first);
    assertThat(name(trail, "bob")).isNotEqualTo(first);
    assertThat(name(trail(), "Alice")).isNotEqualTo(first);
    assertThat(lines).noneMatch(line -> line.toLowerCase(Locale.ROOT).contains("alice"));
  }

  @Test
  void name_hash_stays_the_same_with_the_same_master_key() {
    MasterKey key = new MasterKey("A".repeat(43) + "=");
    MasterKey other = new MasterKey("E".repeat(43) + "=");
    String first = name(trail(AuditFormat.PLAIN, key), "Alice");

    assertThat(name(trail(AuditFormat.PLAIN, key), "aLICE")).isEqualTo(first);
    assertThat(name(trail(AuditFormat.PLAIN, key), "bob")).isNotEqualTo(first);
    assertThat(name(trail(AuditFormat.PLAIN, other), "Alice")).isNotEqualTo(first);
    assertThat(lines).noneMatch(line -> line.contains(key.reveal()));
  }

  private String name(LoggedAuditTrail of, String name) {
    of.record(new LoginRefused(CALLER, new Username(name), Reason.INVALID_CREDENTIALS));
    return json(lines.getLast(), "name");
  }

  private static String json(String line, String member) {
    try {
      return new ObjectMapper().readTree(line).path(member).asText();
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }

  @Test
  void rate_limit_has_the_name_of_its_setting() {
    Budget budget = new Budget(Limit.LOGIN_ATTEMPTS_PER_ADDRESS, null, CALLER.address().network());

    assertThat(json(line(new Limited(CALLER, budget)), "limit"))
        .isEqualTo("login_attempts_per_address");
  }

  @Test
  void event_with_line_breaks_is_one_json_line() {
    String line = line(new LoggedIn(CALLER, new Subject("a\"\n\r\u2028b")));

    assertThat(line).doesNotContain("\n", "\r");
    assertThat(json(line, "user")).isEqualTo("a\"\n\r\u2028b");
  }

  private static List<Class<?>> events() {
    return Arrays.asList(AuditEvent.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @MethodSource("events")
  void each_event_type_has_a_unique_name(Class<?> type) throws Exception {
    Set<String> names = new HashSet<>();
    for (Class<?> event : events()) {
      names.add(json(line(example(event)), "event"));
    }

    assertThat(names).hasSameSizeAs(events());
    assertThat(json(line(example(type)), "event")).matches("[a-z_]+");
  }

  /** Creates an event with a value in each component. */
  private static AuditEvent example(Class<?> type) throws Exception {
    RecordComponent[] components = type.getRecordComponents();
    Constructor<?> constructor =
        type.getDeclaredConstructor(
            Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    Object[] values = Arrays.stream(components).map(component -> example(component)).toArray();
    return (AuditEvent) constructor.newInstance(values);
  }

  private static Object example(RecordComponent component) {
    return switch (component.getType().getSimpleName()) {
      case "Caller" -> CALLER;
      case "Username" -> new Username("alice");
      case "Subject" -> SUBJECT;
      case "Reason" -> Reason.INVALID_CODE;
      case "ChallengeName" -> ChallengeName.SMS_MFA;
      case "SessionId" -> new SessionId("login-1");
      case "Budget" -> new Budget(Limit.LOGIN_ATTEMPTS, new Username("alice"), null);
      case "Group" -> new Group("editors");
      case "boolean" -> true;
      case String other -> throw new AssertionError("an example of " + other + " is missing");
    };
  }
}
