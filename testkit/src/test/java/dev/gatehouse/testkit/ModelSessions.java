package dev.gatehouse.testkit;

import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Group;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.port.Sessions;
import dev.gatehouse.domain.port.Sessions.SessionList;
import dev.gatehouse.domain.port.TokenVerifier;
import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.session.EndedSessions;
import dev.gatehouse.domain.session.LogoutOutcome;
import dev.gatehouse.domain.session.ProviderRefreshOutcome;
import dev.gatehouse.domain.session.RefreshOutcome;
import dev.gatehouse.domain.session.SessionListOutcome;
import dev.gatehouse.domain.token.AccessToken;
import dev.gatehouse.domain.token.AccountAccess;
import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.IdToken;
import dev.gatehouse.domain.token.RefreshToken;
import dev.gatehouse.domain.token.RefreshedTokens;
import dev.gatehouse.domain.token.TokenRefusal;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.token.Tokens;
import dev.gatehouse.domain.token.VerificationOutcome;
import dev.gatehouse.domain.token.VerifiedClaims;
import dev.gatehouse.testkit.ModelProvider.User;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The sessions and tokens of a {@link ModelProvider}. It stores the meaning of each token, so it is
 * also their verifier.
 */
final class ModelSessions implements Sessions, SessionList, TokenVerifier {
  static final Subject ANOTHER = new Subject("another");

  private final ProviderFault fault;
  private final Map<SessionId, Session> begun = new LinkedHashMap<>();
  private final Map<String, Session> sessions = new HashMap<>();
  private final Map<String, VerifiedClaims> issued = new HashMap<>();
  private final Map<User, Tokens> firstTokens = new HashMap<>();

  private record Session(User user, Subject subject, SessionId id) {}

  ModelSessions(ProviderFault fault) {
    this.fault = fault;
  }

  private boolean has(ProviderFault candidate) {
    return fault == candidate;
  }

  static String fresh() {
    return UUID.randomUUID().toString();
  }

  Tokens begin(User user) {
    Subject subject =
        switch (fault) {
          case CHANGES_THE_SUBJECT_AT_EACH_LOGIN -> new Subject(fresh());
          case GIVES_ALL_USERS_ONE_SUBJECT -> ANOTHER;
          default -> user.subject;
        };
    Session session = new Session(user, subject, new SessionId(fresh()));
    RefreshToken refresh = new RefreshToken(fresh());
    begun.put(session.id(), session);
    sessions.put(refresh.reveal(), session);
    RefreshedTokens issued = issue(session);
    Tokens tokens = new Tokens(issued.idToken(), issued.accessToken(), refresh, issued.expiresIn());
    return has(ProviderFault.GIVES_THE_SAME_TOKENS_AGAIN)
        ? firstTokens.computeIfAbsent(user, _ -> tokens)
        : tokens;
  }

  private RefreshedTokens issue(Session session) {
    IdToken id = new IdToken(fresh());
    AccessToken access = new AccessToken(fresh());
    issued.put(id.reveal(), claims(session, TokenUse.ID));
    issued.put(access.reveal(), claims(session, TokenUse.ACCESS));
    return new RefreshedTokens(
        id,
        has(ProviderFault.GIVES_THE_ID_TOKEN_FOR_AN_ACCESS_TOKEN)
            ? new AccessToken(id.reveal())
            : access,
        null,
        has(ProviderFault.GIVES_TOKENS_THAT_HAVE_EXPIRED) ? Duration.ZERO : Duration.ofHours(1));
  }

  private VerifiedClaims claims(Session session, TokenUse use) {
    return new VerifiedClaims(
        new Identity(
            has(ProviderFault.NAMES_ANOTHER_SUBJECT_IN_ACCESS_TOKENS)
                ? new Subject(use + session.subject().value())
                : session.subject(),
            session.user().username,
            email(session.user(), use),
            has(ProviderFault.PUTS_NEW_USERS_INTO_A_GROUP)
                ? Set.of(new Group("admins"))
                : Set.of()),
        use,
        session.id(),
        Instant.EPOCH,
        Instant.EPOCH,
        Instant.MAX);
  }

  private Identity.@Nullable Email email(User user, TokenUse use) {
    if (use == TokenUse.ACCESS && !has(ProviderFault.PUTS_THE_ADDRESS_INTO_ACCESS_TOKENS)) {
      return null;
    }
    return switch (fault) {
      case NAMES_ANOTHER_ADDRESS -> new Identity.Email(new EmailAddress("x@example.com"), false);
      case TAKES_ADDRESSES_FOR_VERIFIED -> new Identity.Email(user.email.address(), true);
      default -> user.email;
    };
  }

  @Override
  public VerificationOutcome verify(BearerToken token, Set<TokenUse> accepted) {
    VerifiedClaims claims = issued.get(token.reveal());
    return claims != null
            && accepted.contains(claims.use())
            && !has(ProviderFault.ISSUES_TOKENS_THAT_DO_NOT_VERIFY)
        ? new VerificationOutcome.Verified(claims)
        : new VerificationOutcome.Refused(TokenRefusal.Key.BAD_SIGNATURE);
  }

  @Override
  public ProviderRefreshOutcome refresh(RefreshToken token) {
    Session session = sessions.get(token.reveal());
    if (session == null && has(ProviderFault.TAKES_ANY_REFRESH_TOKEN) && !sessions.isEmpty()) {
      session = sessions.values().iterator().next();
    }
    if (session == null) {
      return new RefreshOutcome.InvalidRefreshToken();
    }
    if (has(ProviderFault.REFRESHES_ONCE)) {
      sessions.remove(token.reveal());
    }
    Session continued =
        switch (fault) {
          case REFRESHES_SOMEBODY_ELSE -> new Session(session.user(), ANOTHER, session.id());
          case REFRESHED_TOKENS_LOSE_THEIR_SESSION ->
              new Session(session.user(), session.subject(), new SessionId(fresh()));
          default -> session;
        };
    return new RefreshOutcome.Refreshed(
        has(ProviderFault.TELLS_ANOTHER_SUBJECT_AT_REFRESHES) ? ANOTHER : continued.subject(),
        has(ProviderFault.TELLS_ANOTHER_NAME_AT_REFRESHES)
            ? new Username("anybody")
            : continued.user().username,
        issue(continued));
  }

  @Override
  public @Nullable SessionId end(RefreshToken token) {
    Session session = sessions.get(token.reveal());
    if (session == null) {
      if (has(ProviderFault.END_OF_NO_SESSION_FAILS)) {
        throw new IllegalStateException("no such session");
      }
      return null;
    }
    if (has(ProviderFault.END_OF_ONE_SESSION_ENDS_ALL)) {
      endAll(session.user());
    } else if (!has(ProviderFault.ENDS_NO_SESSION)) {
      sessions.remove(token.reveal());
    }
    return has(ProviderFault.TELLS_ANOTHER_SESSION) ? new SessionId(fresh()) : session.id();
  }

  /** Returns the user of the access token's session; null if the session has ended. */
  @Nullable User owner(AccountAccess access) {
    Session session = begun.get(access.claims().session());
    return session != null
            && (sessions.containsValue(session) || has(ProviderFault.ACCESS_OUTLIVES_ITS_SESSION))
        ? session.user()
        : null;
  }

  @Override
  public LogoutOutcome endAll(AccountAccess access) {
    User user = owner(access);
    if (user == null) {
      return new AccessRefused();
    }
    return new LogoutOutcome.LoggedOut(
        switch (fault) {
          case END_OF_ALL_SPARES_THE_CALLER ->
              endAll(
                  session ->
                      session.user() == user && !session.id().equals(access.claims().session()));
          case END_OF_ALL_ENDS_EVERYBODYS -> endAll(_ -> true);
          default -> endAll(user);
        });
  }

  EndedSessions endAll(User user) {
    return endAll(session -> session.user() == user);
  }

  private EndedSessions endAll(Predicate<Session> which) {
    Set<SessionId> ended =
        sessions.values().stream().filter(which).map(Session::id).collect(Collectors.toSet());
    sessions.values().removeIf(which);
    return switch (fault) {
      case CAN_LIST_NO_SESSIONS -> new EndedSessions.All();
      case LISTS_NO_ENDED_SESSION -> new EndedSessions.Listed(Set.of());
      default -> new EndedSessions.Listed(ended);
    };
  }

  @Override
  public Optional<SessionList> sessionList() {
    return Optional.of(this);
  }

  @Override
  public SessionListOutcome list(AccountAccess access) {
    User user = owner(access);
    if (user == null) {
      return new AccessRefused();
    }
    Instant now = Instant.now();
    return new SessionListOutcome.Listed(
        List.copyOf(begun.values()).reversed().stream()
            .filter(
                session -> has(ProviderFault.LISTS_EVERYBODYS_SESSIONS) || session.user() == user)
            .filter(
                session ->
                    has(ProviderFault.LISTS_ENDED_SESSIONS) || sessions.containsValue(session))
            .map(session -> new SessionListOutcome.Session(session.id(), now, now, "", ""))
            .toList());
  }

  @Override
  public LogoutOutcome end(AccountAccess access, SessionId id) {
    User user = owner(access);
    if (user == null) {
      return new AccessRefused();
    }
    Session session = begun.get(id);
    if (session == null
        || !sessions.containsValue(session)
        || (session.user() != user && !has(ProviderFault.ENDS_ANYBODYS_SESSION))) {
      return new LogoutOutcome.LoggedOut(new EndedSessions.Listed(Set.of()));
    }
    if (!has(ProviderFault.ENDS_NO_LISTED_SESSION)) {
      sessions.values().remove(session);
    }
    return new LogoutOutcome.LoggedOut(new EndedSessions.Listed(Set.of(id)));
  }
}
