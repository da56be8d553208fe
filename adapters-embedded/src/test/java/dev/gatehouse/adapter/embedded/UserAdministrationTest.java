package dev.gatehouse.adapter.embedded;

import static dev.gatehouse.adapter.embedded.Users.CALLER;
import static dev.gatehouse.adapter.embedded.Users.logIn;
import static dev.gatehouse.adapter.embedded.Users.named;
import static dev.gatehouse.adapter.embedded.Users.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.adapter.embedded.UserAdministration.GroupAddition;
import dev.gatehouse.domain.Group;
import dev.gatehouse.domain.Secret;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.NewUser;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.login.LoginProgress.LoggedIn;
import dev.gatehouse.domain.login.ProviderLoginOutcome.UserDisabled;
import dev.gatehouse.domain.refusal.InvalidCredentials;
import dev.gatehouse.domain.session.RefreshOutcome.InvalidRefreshToken;
import dev.gatehouse.domain.session.RefreshOutcome.Refreshed;
import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.RefreshedTokens;
import dev.gatehouse.domain.token.Tokens;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UserAdministrationTest {
  private static final Group EDITORS = new Group("editors");
  private static final Username NOBODY = new Username("nobody");

  private final NewUser alice = named("Alice");

  private final EmbeddedIdentityProvider provider;
  private final UserAdministration users;

  UserAdministrationTest(@TempDir Path data) {
    ProviderFolder folder = new ProviderFolder(data, Instant.parse("2026-01-01T12:00:00Z"));
    provider = folder.open();
    users = UserAdministration.open(folder.settings(), () -> folder.now);
  }

  @AfterEach
  void close() {
    users.close();
    provider.close();
  }

  @Test
  void users_are_listed_by_name() {
    provider.registrations().register(CALLER, named("bob"));
    provider.registrations().register(CALLER, alice);
    users.addToGroup(alice.username(), EDITORS);

    assertThat(users.findPage(null, 3))
        .extracting(RegisteredUser::username)
        .containsExactly("Alice", "bob");
    RegisteredUser first = users.findPage(null, 3).getFirst();
    assertThat(first.email()).isEqualTo(alice.email().value());
    assertThat(first.emailVerified()).isFalse();
    assertThat(first.enabled()).isTrue();
    assertThat(first.groups()).containsExactly("editors");
  }

  @Test
  void list_of_users_is_read_in_pages() {
    for (String name : List.of("carol", "Bob", "dave", "alice")) {
      provider.registrations().register(CALLER, named(name));
    }

    List<RegisteredUser> first = users.findPage(null, 3);
    List<RegisteredUser> second =
        users.findPage(new Username(first.getLast().username().toUpperCase(Locale.ROOT)), 3);

    assertThat(first).extracting(RegisteredUser::username).containsExactly("alice", "Bob", "carol");
    assertThat(second).extracting(RegisteredUser::username).containsExactly("dave");
    assertThat(users.findPage(new Username("dave"), 3)).isEmpty();
    assertThat(users.findPage(new Username("b"), 1))
        .as("there is no user b")
        .extracting(RegisteredUser::username)
        .containsExactly("Bob");
  }

  @Test
  void disabled_user_cannot_log_in_until_enabled_again() {
    provider.registrations().register(CALLER, alice);
    Tokens tokens = tokens(provider, alice);

    assertThat(users.disable(new Username("ALICE"))).isNotNull();

    long before = provider.computedHashes();
    assertThat(logIn(provider, alice)).isEqualTo(new UserDisabled());
    assertThat(provider.computedHashes() - before).isEqualTo(1);
    assertThat(logIn(provider, alice.username(), new Password("Wrong1horse")))
        .isEqualTo(new InvalidCredentials());
    assertThat(provider.computedHashes() - before).isEqualTo(2);
    assertThat(provider.sessions().refresh(tokens.refreshToken()))
        .isEqualTo(new InvalidRefreshToken());
    RecordedEnds ends = new RecordedEnds();
    provider.publishRevocations(ends);
    assertThat(ends.told())
        .containsExactly(
            Objects.requireNonNull(Access.of(tokens.accessToken()).claims().session()).value());

    assertThat(users.enable(alice.username())).isNotNull();
    assertThat(logIn(provider, alice)).isInstanceOf(LoggedIn.class);
    assertThat(provider.sessions().refresh(tokens.refreshToken()))
        .isEqualTo(new InvalidRefreshToken());
  }

  @Test
  void tokens_contain_changed_groups_after_the_next_refresh() throws Exception {
    provider.registrations().register(CALLER, alice);
    Tokens login = tokens(provider, alice);
    assertThat(groups(login.idToken())).isNull();

    users.addToGroup(alice.username(), EDITORS);
    users.addToGroup(alice.username(), EDITORS);
    users.addToGroup(alice.username(), new Group("admins"));
    RefreshedTokens renewed =
        ((Refreshed) provider.sessions().refresh(login.refreshToken())).tokens();
    assertThat(groups(renewed.idToken())).containsExactly("admins", "editors");
    assertThat(groups(renewed.accessToken())).containsExactly("admins", "editors");

    users.removeFromGroup(alice.username(), EDITORS);
    users.removeFromGroup(alice.username(), EDITORS);
    assertThat(groups(tokens(provider, alice).idToken())).containsExactly("admins");
  }

  @Test
  void user_cannot_be_in_more_groups_than_fit_into_a_token() {
    provider.registrations().register(CALLER, alice);
    for (int i = 0; i < 100; i++) {
      assertThat(users.addToGroup(alice.username(), new Group("%0128d".formatted(i))))
          .isInstanceOf(GroupAddition.Added.class);
    }

    assertThat(users.addToGroup(alice.username(), new Group("x")))
        .isEqualTo(new GroupAddition.TooManyGroups());
    assertThat(users.addToGroup(alice.username(), new Group("%0128d".formatted(0))))
        .isInstanceOf(GroupAddition.Added.class);
    Tokens tokens = tokens(provider, alice);
    assertThat(tokens.idToken().reveal()).hasSizeLessThan(BearerToken.MAX_LENGTH);
    assertThat(tokens.accessToken().reveal()).hasSizeLessThan(BearerToken.MAX_LENGTH);

    NewUser bob = named("\uD83D\uDE00".repeat(128));
    provider.registrations().register(CALLER, bob);
    int added = 0;
    while (users.addToGroup(bob.username(), new Group(added + "\uD83D\uDE00".repeat(120)))
        instanceof GroupAddition.Added) {
      added++;
    }
    assertThat(added).isBetween(20, 30);
    assertThat(tokens(provider, bob).idToken().reveal()).hasSizeLessThan(BearerToken.MAX_LENGTH);
  }

  @Test
  void unknown_user_returns_null() {
    assertThat(users.disable(NOBODY)).isNull();
    assertThat(users.enable(NOBODY)).isNull();
    assertThat(users.addToGroup(NOBODY, EDITORS)).isEqualTo(new GroupAddition.NoSuchUser());
    assertThat(users.removeFromGroup(NOBODY, EDITORS)).isNull();
    assertThat(users.resetPassword(NOBODY)).isNull();
    assertThat(users.removeTotp(NOBODY)).isNull();
    assertThat(users.findPage(null, 3)).isEmpty();
  }

  private static @Nullable List<String> groups(Secret token) throws ParseException {
    return SignedJWT.parse(token.reveal()).getJWTClaimsSet().getStringListClaim("cognito:groups");
  }
}
