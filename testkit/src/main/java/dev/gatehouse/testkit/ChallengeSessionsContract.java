package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.login.ChallengeName;
import dev.gatehouse.domain.login.ChallengeSession;
import dev.gatehouse.domain.login.PendingLogin;
import dev.gatehouse.domain.port.ChallengeSessions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests that every {@code ChallengeSessions} must pass. */
public abstract class ChallengeSessionsContract {
  private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
  private static final PendingLogin LOGIN = login("Ren\u00e9e", "providers-own-session");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);

  /**
   * Returns an implementation with one key, which is the same at each call.
   *
   * @param clock gives the current time to the implementation
   */
  protected abstract ChallengeSessions sessions(InstantSource clock);

  /**
   * Returns an implementation with a different key.
   *
   * @param clock gives the current time to the implementation
   */
  protected abstract ChallengeSessions sessionsOfAnotherKey(InstantSource clock);

  private static PendingLogin login(String name, String session) {
    return new PendingLogin(
        new Username(name), ChallengeName.SOFTWARE_TOKEN_MFA, new ChallengeSession(session));
  }

  @Test
  void sealed_login_is_opened() {
    ChallengeSession envelope = sessions(now::get).seal(LOGIN);

    assertThat(sessions(now::get).open(envelope)).isEqualTo(LOGIN);
  }

  @Test
  void longest_login_is_opened() {
    PendingLogin longest = login("\uD835\uDC9C".repeat(128), "x".repeat(2048) + "\nname");

    assertThat(sessions(now::get).open(sessions(now::get).seal(longest))).isEqualTo(longest);
  }

  @Test
  void envelope_hides_its_content() {
    String first = sessions(now::get).seal(LOGIN).reveal();
    String second = sessions(now::get).seal(LOGIN).reveal();

    assertThat(first).isNotEqualTo(second);
    for (String part : first.split("\\.", -1)) {
      assertThat(part).doesNotContain("providers-own-session");
      assertThat(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8))
          .doesNotContain("providers-own-session", "software_token_mfa")
          .doesNotContainIgnoringCase("ren\u00e9e");
    }
  }

  @Test
  void changed_envelope_is_not_opened() {
    String envelope = sessions(now::get).seal(LOGIN).reveal();

    // The last character of a part may hold unused bits, so that a change has no effect.
    for (int i = 0; i < envelope.length(); i++) {
      boolean tells =
          envelope.charAt(i) != '.' && i + 1 < envelope.length() && envelope.charAt(i + 1) != '.';
      if (tells) {
        char other = envelope.charAt(i) == 'A' ? 'B' : 'A';
        assertThat(open(envelope.substring(0, i) + other + envelope.substring(i + 1)))
            .as("changed at %d", i)
            .isNull();
      }
    }
    assertThat(open(envelope + "A")).isNull();
    assertThat(open(envelope.substring(1))).isNull();
  }

  @Test
  void expired_envelope_is_not_opened() {
    ChallengeSession envelope = sessions(now::get).seal(LOGIN);

    now.set(START.plusSeconds(60));
    assertThat(sessions(now::get).open(envelope)).isEqualTo(LOGIN);

    now.set(START.plusSeconds(3600));
    assertThat(sessions(now::get).open(envelope)).isNull();
  }

  @Test
  void envelope_of_another_key_is_not_opened() {
    assertThat(sessions(now::get).open(sessionsOfAnotherKey(now::get).seal(LOGIN))).isNull();
  }

  @Test
  void invalid_envelope_is_not_opened() {
    assertThat(open("x")).isNull();
    assertThat(open("....")).isNull();
    assertThat(open("\u00e9\uD83D\uDE00")).isNull();
    assertThat(open("x".repeat(ChallengeSession.MAX_LENGTH))).isNull();
    // Like an unsecured JWT, whose header demands no verification.
    assertThat(open("eyJhbGciOiJub25lIn0..e30..")).isNull();
  }

  private @Nullable PendingLogin open(String text) {
    return sessions(now::get).open(new ChallengeSession(text));
  }
}
