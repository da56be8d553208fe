package dev.gatehouse.application;

import static dev.gatehouse.application.RecordingPorts.ACCESS;
import static dev.gatehouse.application.RecordingPorts.ALICE;
import static dev.gatehouse.application.RecordingPorts.CLAIMS;
import static dev.gatehouse.application.RecordingPorts.ELSEWHERE;
import static dev.gatehouse.application.RecordingPorts.HERE;
import static dev.gatehouse.application.RecordingPorts.NETWORK;
import static dev.gatehouse.application.RecordingPorts.SUBJECT;
import static dev.gatehouse.application.RecordingPorts.WAIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.audit.AuditEvent;
import dev.gatehouse.domain.audit.AuditEvent.LoggedOutEverywhere;
import dev.gatehouse.domain.audit.AuditEvent.TheftSuspected;
import dev.gatehouse.domain.audit.UserEvent.SessionEnded;
import dev.gatehouse.domain.limit.Limit;
import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import dev.gatehouse.domain.session.EndedSessions;
import dev.gatehouse.domain.session.LogoutOutcome.LoggedOut;
import dev.gatehouse.domain.session.ProviderRefreshOutcome.RefreshTokenReused;
import dev.gatehouse.domain.session.RefreshOutcome.InvalidRefreshToken;
import dev.gatehouse.domain.session.RefreshOutcome.Refreshed;
import dev.gatehouse.domain.session.Revocation;
import dev.gatehouse.domain.token.AccessToken;
import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.IdToken;
import dev.gatehouse.domain.token.RefreshToken;
import dev.gatehouse.domain.token.RefreshedTokens;
import dev.gatehouse.domain.token.VerificationOutcome.Verified;
import dev.gatehouse.domain.usecase.SessionManagement;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SessionManagementUseCaseTest {
  private static final RefreshToken REFRESH = new RefreshToken("refresh");
  private static final BearerToken BEARER = new BearerToken("bearer");
  private static final Refreshed REFRESHED =
      new Refreshed(
          SUBJECT,
          ALICE,
          new RefreshedTokens(
              new IdToken("id"), new AccessToken("access"), null, Duration.ofHours(1)));

  private final RecordingPorts ports = new RecordingPorts();

  private SessionManagement sessions(Object... outcomes) {
    return ports.useCases(new StubProvider(outcomes)).sessions();
  }

  @Test
  void logout_revokes_sessions_of_bearer_and_refresh_token() {
    ports.verified = new Verified(CLAIMS);
    sessions(new SessionId("refreshs")).logOut(HERE, REFRESH, BEARER);

    assertThat(ports.revocations).containsExactly("session login", "session refreshs");
    assertThat(ports.audited).containsExactly(new AuditEvent.LoggedOut(HERE, SUBJECT));
    assertThat(ports.events).containsExactly(new SessionEnded(SUBJECT, new SessionId("login")));
  }

  @Test
  void revocations_of_a_logout_are_shared_with_all_nodes() {
    ports.verified = new Verified(CLAIMS);
    sessions(new SessionId("refreshs")).logOut(HERE, REFRESH, BEARER);
    sessions(new LoggedOut(new EndedSessions.All())).logOutEverywhere(HERE, ACCESS, null);

    assertThat(ports.shared)
        .containsExactly(
            new Revocation.OfSession(new SessionId("login")),
            new Revocation.OfSession(new SessionId("refreshs")),
            new Revocation.OfSession(new SessionId("login")),
            new Revocation.OfUser(SUBJECT, Instant.parse("2026-01-01T12:00:01Z")));
  }

  @Test
  void logout_that_other_nodes_do_not_know_is_not_confirmed() {
    ports.verified = new Verified(CLAIMS);
    ports.storing = false;
    LoggedOut outcome = new LoggedOut(new EndedSessions.Listed(Set.of(new SessionId("other"))));

    assertThatExceptionOfType(IdentityProviderUnavailableException.class)
        .isThrownBy(() -> sessions(new SessionId("refreshs")).logOut(HERE, REFRESH, BEARER));
    assertThatExceptionOfType(IdentityProviderUnavailableException.class)
        .isThrownBy(() -> sessions(outcome).logOutEverywhere(HERE, ACCESS, null));

    assertThat(ports.revocations)
        .as("revoked on this node")
        .containsExactly("session login", "session refreshs", "session login", "session other");
    assertThat(ports.audited).hasSize(2);
  }

  @Test
  void logout_without_valid_bearer_token_revokes_provider_session() {
    SessionManagement sessions = sessions(new SessionId("refreshs"));
    sessions.logOut(HERE, REFRESH, BEARER);
    sessions.logOut(HERE, REFRESH, null);

    assertThat(ports.revocations).containsExactly("session refreshs", "session refreshs");
    assertThat(ports.audited)
        .containsExactly(
            new AuditEvent.LoggedOut(HERE, null), new AuditEvent.LoggedOut(HERE, null));
  }

  @Test
  void logout_without_session_succeeds_and_is_not_recorded() {
    sessions().logOut(HERE, REFRESH, null);
    sessions().logOut(HERE, REFRESH, BEARER);

    assertThat(ports.revocations).isEmpty();
    assertThat(ports.audited).isEmpty();
    assertThat(ports.events).isEmpty();
  }

  @Test
  void logout_everywhere_revokes_each_session_that_the_provider_lists() {
    LoggedOut outcome = new LoggedOut(new EndedSessions.Listed(Set.of(new SessionId("other"))));
    assertThat(sessions(outcome).logOutEverywhere(HERE, ACCESS, null)).isEqualTo(outcome);

    assertThat(ports.revocations).containsExactly("session login", "session other");
    assertThat(ports.events).containsExactly(new SessionEnded(SUBJECT, new SessionId("other")));
    assertThat(ports.audited).containsExactly(new LoggedOutEverywhere(HERE, SUBJECT));
  }

  @Test
  void logout_everywhere_without_list_revokes_until_next_second() {
    sessions(new LoggedOut(new EndedSessions.All())).logOutEverywhere(HERE, ACCESS, null);

    assertThat(ports.revocations)
        .containsExactly(
            "session login",
            "user s before 2026-01-01T12:00:01Z",
            "wait until 2026-01-01T12:00:01Z");
    assertThat(ports.events).containsExactly(new SessionEnded(SUBJECT, null));
  }

  @Test
  void refused_logout_everywhere_revokes_nothing() {
    assertThat(sessions(new AccessRefused()).logOutEverywhere(HERE, ACCESS, null))
        .isEqualTo(new AccessRefused());

    assertThat(ports.revocations).isEmpty();
  }

  @Test
  void refresh_makes_the_address_known() {
    sessions(new InvalidRefreshToken()).refresh(HERE, REFRESH);
    assertThat(ports.contains(ALICE, NETWORK)).isFalse();

    sessions(REFRESHED).refresh(HERE, REFRESH);

    assertThat(ports.contains(ALICE, NETWORK)).isTrue();
  }

  @Test
  void failed_refreshes_count_as_attempts() {
    for (int i = 0; i < 5; i++) {
      assertThat(sessions(REFRESHED).refresh(HERE, REFRESH)).isEqualTo(REFRESHED);
    }
    for (int i = 0; i < 20; i++) {
      sessions(new InvalidRefreshToken()).refresh(HERE, REFRESH);
    }

    assertThat(sessions(REFRESHED).refresh(HERE, REFRESH)).isEqualTo(new TooManyAttempts(WAIT));
    assertThat(sessions(REFRESHED).refresh(ELSEWHERE, REFRESH)).isEqualTo(REFRESHED);
  }

  @Test
  void reused_refresh_token_is_refused_and_revokes_its_session() {
    assertThat(sessions(new RefreshTokenReused(new SessionId("stolen"))).refresh(HERE, REFRESH))
        .isEqualTo(new InvalidRefreshToken());

    assertThat(ports.revocations).containsExactly("session stolen");
    assertThat(ports.audited).containsExactly(new TheftSuspected(HERE, new SessionId("stolen")));
    assertThat(ports.counted(Limit.LOGIN_ATTEMPTS_PER_ADDRESS, null, NETWORK)).isEqualTo(1);
  }
}
