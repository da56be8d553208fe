package dev.gatehouse.application;

import static dev.gatehouse.application.Scene.ELSEWHERE;
import static dev.gatehouse.application.Scene.HERE;
import static dev.gatehouse.application.Scene.NEXT_DOOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gatehouse.domain.AttemptScope.Codes;
import dev.gatehouse.domain.AttemptScope.CodesFrom;
import dev.gatehouse.domain.AttemptScope.Proofs;
import dev.gatehouse.domain.AttemptScope.ProofsFrom;
import dev.gatehouse.domain.AttemptScope.Registrations;
import dev.gatehouse.domain.AttemptScope.Requests;
import dev.gatehouse.domain.AuditEvent.Limited;
import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.Username;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class AttemptsTest {
  private static final Username ALICE = new Username("alice");
  private static final ClientAddress NETWORK = HERE.address().network();

  private final Scene scene = new Scene();
  private final Attempts attempts = scene.attempts();
  private int made;

  /** What became of an attempt. */
  private enum Outcome {
    RIGHT,
    WRONG,
    LIMITED
  }

  private Outcome made(Outcome outcome) {
    made++;
    return outcome;
  }

  private static Outcome limited(Duration retryAfter) {
    assertThat(retryAfter).isEqualTo(Scene.WAIT);
    return Outcome.LIMITED;
  }

  private Outcome prove(Caller caller, Username name, Outcome outcome) {
    return attempts.proof(
        caller, name, () -> made(outcome), Outcome.WRONG::equals, AttemptsTest::limited);
  }

  private Outcome prove(Caller caller, Outcome outcome) {
    return prove(caller, ALICE, outcome);
  }

  @Test
  void failures_count_by_user_and_network_and_the_provider_is_not_asked_beyond() {
    prove(HERE, Outcome.WRONG);
    prove(NEXT_DOOR, Outcome.WRONG);
    assertThat(made).isEqualTo(2);

    assertThat(prove(HERE, Outcome.RIGHT)).isEqualTo(Outcome.LIMITED);

    assertThat(made).isEqualTo(2);
    assertThat(scene.told).containsExactly(new Limited(HERE, new ProofsFrom(ALICE, NETWORK)));
    assertThat(prove(ELSEWHERE, Outcome.RIGHT)).isEqualTo(Outcome.RIGHT);
    assertThat(prove(HERE, new Username("bob"), Outcome.RIGHT)).isEqualTo(Outcome.RIGHT);
  }

  @Test
  void successes_do_not_count() {
    for (int i = 0; i < 10; i++) {
      assertThat(prove(HERE, Outcome.RIGHT)).isEqualTo(Outcome.RIGHT);
    }

    assertThat(scene.counted(new ProofsFrom(ALICE, NETWORK))).isZero();
    assertThat(scene.counted(new Proofs(ALICE))).isZero();
    assertThat(scene.counted(new Requests(NETWORK))).isEqualTo(10);
  }

  @Test
  void attempt_that_the_provider_can_not_answer_does_not_count() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                attempts.proof(
                    HERE,
                    ALICE,
                    () -> {
                      throw new IllegalStateException("down");
                    },
                    _ -> true,
                    AttemptsTest::limited));

    assertThat(scene.counted(new ProofsFrom(ALICE, NETWORK))).isZero();
    assertThat(scene.counted(new Proofs(ALICE))).isZero();
  }

  @Test
  void strangers_from_everywhere_do_not_keep_a_user_out_of_the_usual_place() {
    attempts.loggedIn(NEXT_DOOR, ALICE);
    for (int i = 1; i <= 4; i++) {
      Caller stranger = new Caller("r", ClientAddress.of("198.51.100." + i));
      assertThat(prove(stranger, Outcome.WRONG)).isEqualTo(Outcome.WRONG);
    }

    assertThat(prove(ELSEWHERE, Outcome.RIGHT)).isEqualTo(Outcome.LIMITED);
    assertThat(scene.told).containsExactly(new Limited(ELSEWHERE, new Proofs(ALICE)));
    assertThat(prove(HERE, Outcome.RIGHT)).isEqualTo(Outcome.RIGHT);
  }

  @Test
  void usual_place_has_a_limit_of_its_own() {
    attempts.loggedIn(HERE, ALICE);
    prove(HERE, Outcome.WRONG);
    prove(HERE, Outcome.WRONG);

    assertThat(prove(HERE, Outcome.RIGHT)).isEqualTo(Outcome.LIMITED);
    assertThat(scene.counted(new Proofs(ALICE))).isZero();
  }

  @Test
  void what_is_limited_elsewhere_takes_nothing_here() {
    prove(HERE, Outcome.WRONG);
    prove(HERE, Outcome.WRONG);

    prove(HERE, Outcome.WRONG);

    assertThat(scene.counted(new Proofs(ALICE))).isEqualTo(2);
    assertThat(scene.counted(new Requests(NETWORK))).isEqualTo(3);
  }

  @Test
  void one_address_has_so_many_requests_whoever_they_are_about() {
    for (int i = 0; i < 20; i++) {
      assertThat(prove(HERE, new Username("user-" + i), Outcome.WRONG)).isEqualTo(Outcome.WRONG);
    }

    assertThat(prove(HERE, new Username("user-20"), Outcome.RIGHT)).isEqualTo(Outcome.LIMITED);
    assertThat(scene.told).containsExactly(new Limited(HERE, new Requests(NETWORK)));
    assertThat(prove(ELSEWHERE, Outcome.RIGHT)).isEqualTo(Outcome.RIGHT);
  }

  @Test
  void registrations_count_by_address_and_taken_names_as_failed_logins() {
    register(new Username("bob"), Outcome.RIGHT);
    register(ALICE, Outcome.WRONG);
    register(ALICE, Outcome.WRONG);
    assertThat(scene.counted(new ProofsFrom(ALICE, NETWORK))).isEqualTo(2);
    assertThat(scene.counted(new Requests(NETWORK))).isZero();

    assertThat(prove(HERE, Outcome.RIGHT)).isEqualTo(Outcome.LIMITED);
    assertThat(register(new Username("carol"), Outcome.RIGHT)).isEqualTo(Outcome.LIMITED);
    assertThat(scene.told)
        .containsExactly(
            new Limited(HERE, new ProofsFrom(ALICE, NETWORK)),
            new Limited(HERE, new Registrations(NETWORK)));
  }

  private Outcome register(Username name, Outcome outcome) {
    return attempts.registration(
        HERE, name, () -> made(outcome), Outcome.WRONG::equals, AttemptsTest::limited);
  }

  @Test
  void codes_count_by_user_and_strangers_do_not_use_up_the_users_own() {
    attempts.loggedIn(HERE, ALICE);
    assertThat(code(ELSEWHERE)).isEqualTo(Outcome.RIGHT);
    assertThat(code(ELSEWHERE)).isEqualTo(Outcome.RIGHT);

    assertThat(code(ELSEWHERE)).isEqualTo(Outcome.LIMITED);
    assertThat(code(HERE)).isEqualTo(Outcome.RIGHT);
    assertThat(code(HERE)).isEqualTo(Outcome.RIGHT);
    assertThat(code(HERE)).isEqualTo(Outcome.LIMITED);

    assertThat(scene.told)
        .containsExactly(
            new Limited(ELSEWHERE, new Codes(ALICE)),
            new Limited(HERE, new CodesFrom(ALICE, NETWORK)));
    assertThat(made).isEqualTo(4);
  }

  private Outcome code(Caller caller) {
    return attempts.code(caller, ALICE, () -> made(Outcome.RIGHT), AttemptsTest::limited);
  }

  @Test
  void flood_of_refusals_is_noted_once() {
    for (int i = 0; i < 30; i++) {
      prove(HERE, Outcome.WRONG);
    }

    assertThat(scene.told)
        .containsExactly(
            new Limited(HERE, new ProofsFrom(ALICE, NETWORK)),
            new Limited(HERE, new Requests(NETWORK)));
  }

  @Test
  void limits_can_be_turned_off() {
    Attempts unlimited = scene.unlimited();
    for (int i = 0; i < 100; i++) {
      Outcome outcome =
          unlimited.proof(HERE, ALICE, () -> Outcome.WRONG, _ -> true, AttemptsTest::limited);
      assertThat(outcome).isEqualTo(Outcome.WRONG);
    }

    assertThat(scene.counted(new Requests(NETWORK))).isZero();
  }
}
