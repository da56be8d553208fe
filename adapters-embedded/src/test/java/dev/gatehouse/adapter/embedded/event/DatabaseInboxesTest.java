package dev.gatehouse.adapter.embedded.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.embedded.store.Schema;
import dev.gatehouse.adapter.embedded.store.SqliteDatabase;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.audit.UserEvent;
import dev.gatehouse.domain.audit.UserEvent.EmailChanged;
import dev.gatehouse.domain.audit.UserEvent.SessionEnded;
import dev.gatehouse.domain.audit.UserEvent.UserDeleted;
import dev.gatehouse.domain.audit.UserEvent.UserRegistered;
import dev.gatehouse.domain.port.UserEventInboxes;
import dev.gatehouse.domain.port.UserEventInboxes.Inbox;
import dev.gatehouse.domain.port.UserEventInboxes.Listener;
import dev.gatehouse.testkit.UserEventsContract;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class DatabaseInboxesTest extends UserEventsContract {
  @AutoClose private final SqliteDatabase database = SqliteDatabase.inMemory(Schema.current());
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Override
  protected UserEventInboxes inboxes() {
    return new DatabaseInboxes(database, () -> now);
  }

  @Override
  protected void happen(UserEvent event) {
    String subject = event.subject().value();
    switch (event) {
      case UserRegistered _ ->
          write(
              """
              INSERT INTO users
                (sub, username, folded_username, skeleton, email, email_verified, password_hash,
                 enabled, created_at)
              VALUES (?1, ?1, ?1, ?1, 'a@example.com', 0, '', 1, 0)
              """,
              subject);
      case EmailChanged _ -> write("UPDATE users SET email_verified = 1 WHERE sub = ?", subject);
      case SessionEnded(_, var session) ->
          write(
              """
              INSERT INTO session_ends (sub, origin_jti, ended_at, forget_at, writer)
              VALUES (?, ?, 0, 0, '')
              """,
              subject,
              Objects.requireNonNull(session).value());
      case UserDeleted _ -> write("DELETE FROM users WHERE sub = ?", subject);
    }
  }

  private void write(String sql, Object... parameters) {
    assertThat(database.<Integer>write(transaction -> transaction.update(sql, parameters)))
        .isEqualTo(1);
  }

  @Test
  void listener_that_does_not_ask_for_30_days_is_forgotten() {
    UserEventInboxes inboxes = inboxes();
    Inbox used = inboxes.open(new Listener("used"));
    Inbox removed = inboxes.open(new Listener("removed"));
    happen(new UserRegistered(new Subject("alice")));
    now = now.plus(Duration.ofDays(29));
    assertThat(used.next(10)).hasSize(1);
    assertThat(removed.size().waiting()).isEqualTo(1);

    now = now.plus(Duration.ofDays(2));

    assertThat(used.next(10)).hasSize(1);
    assertThat(removed.size().waiting()).isZero();
    happen(new UserDeleted(new Subject("alice")));
    assertThat(removed.size().waiting()).isZero();
  }

  @Test
  void event_that_was_set_aside_is_kept_for_30_days() {
    Inbox inbox = inboxes().open(new Listener("notes"));
    happen(new UserRegistered(new Subject("alice")));
    inbox.setAside(inbox.next(1).getFirst());
    now = now.plus(Duration.ofDays(29));
    inbox.next(1);
    assertThat(inbox.size().setAside()).isEqualTo(1);

    now = now.plus(Duration.ofDays(2));
    inbox.next(1);

    assertThat(inbox.size().setAside()).isZero();
  }
}
