package dev.gatehouse.testkit;

import dev.gatehouse.domain.AccessToken;
import dev.gatehouse.domain.AccountAccess;
import dev.gatehouse.domain.BearerToken;
import dev.gatehouse.domain.Challenge;
import dev.gatehouse.domain.ChallengeAnswer;
import dev.gatehouse.domain.ChallengeAnswer.CodeGiven;
import dev.gatehouse.domain.ChallengeOutcome;
import dev.gatehouse.domain.ChallengeSession;
import dev.gatehouse.domain.ChallengeStep;
import dev.gatehouse.domain.ConfirmationCode;
import dev.gatehouse.domain.ConfirmationOutcome;
import dev.gatehouse.domain.DeletionOutcome;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.EmailChangeOutcome;
import dev.gatehouse.domain.EmailCodeOutcome;
import dev.gatehouse.domain.EmailVerificationOutcome;
import dev.gatehouse.domain.IdToken;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.LoginOutcome;
import dev.gatehouse.domain.LogoutOutcome;
import dev.gatehouse.domain.NewPassword;
import dev.gatehouse.domain.NewUser;
import dev.gatehouse.domain.Password;
import dev.gatehouse.domain.PasswordChangeOutcome;
import dev.gatehouse.domain.PasswordResetOutcome;
import dev.gatehouse.domain.PendingLogin;
import dev.gatehouse.domain.RefreshOutcome;
import dev.gatehouse.domain.RefreshToken;
import dev.gatehouse.domain.RegistrationConfirmation;
import dev.gatehouse.domain.RegistrationOutcome;
import dev.gatehouse.domain.RenewedTokens;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.TokenOrigin;
import dev.gatehouse.domain.TokenRefusal;
import dev.gatehouse.domain.TokenUse;
import dev.gatehouse.domain.Tokens;
import dev.gatehouse.domain.TotpConfirmationOutcome;
import dev.gatehouse.domain.TotpEnrolmentOutcome;
import dev.gatehouse.domain.TotpRemovalOutcome;
import dev.gatehouse.domain.TotpSecret;
import dev.gatehouse.domain.TotpStatusOutcome;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.VerificationOutcome;
import dev.gatehouse.domain.VerifiedClaims;
import dev.gatehouse.domain.port.IdentityProvider;
import dev.gatehouse.domain.port.TokenVerifier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.codec.binary.Base32;
import org.jspecify.annotations.Nullable;

/**
 * A provider of accounts in maps, correct but for one fault.
 *
 * <p>Tokens are numbers, whose meaning it remembers: so it is their verifier, too.
 */
final class ModelAccounts implements IdentityProvider, TokenVerifier {
  /** Stands still. */
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T12:00:10Z"));

  private final AccountFault fault;
  private final RegistrationConfirmation confirmation;
  private final Map<String, User> users = new HashMap<>();
  private final Map<String, Session> sessions = new HashMap<>();
  private final Map<String, VerifiedClaims> issued = new HashMap<>();
  private final Map<String, ConfirmationCode> mail = new HashMap<>();
  private final Map<String, User> challenged = new HashMap<>();
  private int made;

  /** A user; the codes that are good, by what they are good for. */
  private static final class User {
    private final Subject subject;
    private final Username username;
    private Password password;
    private Identity.Email email;
    private @Nullable EmailAddress pending;
    private boolean confirmed;
    private @Nullable TotpSecret beginning;
    private @Nullable TotpSecret app;
    private final Set<ConfirmationCode> used = new HashSet<>();
    private final Map<String, List<ConfirmationCode>> codes = new HashMap<>();

    private User(Subject subject, NewUser user, boolean confirmed) {
      this.subject = subject;
      this.username = user.username();
      this.password = user.password().asPassword();
      this.email = new Identity.Email(user.email(), false);
      this.confirmed = confirmed;
    }
  }

  /** A login that goes on. */
  private record Session(User user, TokenOrigin origin) {}

  ModelAccounts(AccountFault fault, RegistrationConfirmation confirmation) {
    this.fault = fault;
    this.confirmation = confirmation;
  }

  private boolean has(AccountFault candidate) {
    return fault == candidate;
  }

  private String made(String what) {
    made++;
    return what + "-" + made;
  }

  /** The newest code that was sent to an address. */
  @Nullable ConfirmationCode newestCode(EmailAddress address) {
    return mail.get(address.value());
  }

  @Override
  public RegistrationOutcome register(NewUser newUser) {
    String name = newUser.username().folded();
    if (users.containsKey(name)) {
      return new RegistrationOutcome.UsernameTaken();
    }
    Subject subject = new Subject(has(AccountFault.SUBJECTS_COME_BACK) ? name : made("subject"));
    boolean confirmed = confirmation == RegistrationConfirmation.AUTO;
    User user = new User(subject, newUser, confirmed);
    users.put(name, user);
    if (confirmed) {
      return new RegistrationOutcome.Registered(null);
    }
    send(user, "registration", user.email.address());
    return new RegistrationOutcome.ConfirmationRequired(null);
  }

  private void send(User user, String kind, EmailAddress address) {
    ConfirmationCode code = new ConfirmationCode(made("code") + "0");
    List<ConfirmationCode> good = user.codes.computeIfAbsent(kind, _ -> new ArrayList<>());
    if (!has(AccountFault.FORMER_CODES_STAY_GOOD)) {
      good.clear();
    }
    good.add(code);
    mail.put(address.value(), code);
  }

  /** Whether the code is good; then it is used up. */
  private boolean takes(User user, String kind, ConfirmationCode code) {
    List<ConfirmationCode> good = user.codes.getOrDefault(kind, List.of());
    boolean takes = good.contains(code) || (has(AccountFault.TAKES_ANY_CODE) && !good.isEmpty());
    if (takes && !has(AccountFault.CODES_WORK_AGAIN)) {
      good.clear();
    }
    if (!takes && has(AccountFault.WRONG_CODE_USES_UP_THE_RIGHT_ONE) && !good.isEmpty()) {
      good.clear();
    }
    return takes;
  }

  @Override
  public ConfirmationOutcome confirm(Username username, ConfirmationCode code) {
    User user = users.get(username.folded());
    if (user == null) {
      return has(AccountFault.TELLS_OF_UNKNOWN_USERS)
          ? new ConfirmationOutcome.Confirmed()
          : new ConfirmationOutcome.InvalidCode();
    }
    if (!takes(user, "registration", code)) {
      return new ConfirmationOutcome.InvalidCode();
    }
    user.confirmed = !has(AccountFault.CONFIRMS_NOTHING);
    user.email =
        new Identity.Email(
            user.email.address(), !has(AccountFault.CONFIRMED_ADDRESS_STAYS_UNVERIFIED));
    return new ConfirmationOutcome.Confirmed();
  }

  @Override
  public void resendCode(Username username) {
    User user = users.get(username.folded());
    if (user != null && user.confirmed == has(AccountFault.RESENDS_TO_NOBODY_WHO_WAITS)) {
      send(user, "registration", user.email.address());
    }
  }

  @Override
  public LoginOutcome logIn(Username username, Password password) {
    User user = users.get(username.folded());
    if (user == null || !user.password.equals(password)) {
      return new LoginOutcome.InvalidCredentials();
    }
    if (!user.confirmed && !has(AccountFault.UNCONFIRMED_USERS_LOG_IN)) {
      return new LoginOutcome.UserNotConfirmed();
    }
    if (user.app != null && !has(AccountFault.NEVER_ASKS_FOR_THE_APP)) {
      ChallengeSession session = new ChallengeSession(made("challenge"));
      challenged.put(session.reveal(), user);
      return new LoginOutcome.ChallengeRequired(
          new Challenge(new ChallengeStep.SoftwareTokenMfa(), session));
    }
    return new LoginOutcome.LoggedIn(tokens(user));
  }

  @Override
  public ChallengeOutcome answer(PendingLogin login, ChallengeAnswer answer) {
    User user = challenged.get(login.session().reveal());
    if (user == null && has(AccountFault.TELLS_OF_UNKNOWN_CHALLENGES)) {
      return new ChallengeOutcome.PasswordResetRequired();
    }
    if (user == null
        || user.app == null
        || !(answer instanceof CodeGiven(var code))
        || !(isShown(user.app, code) || has(AccountFault.TAKES_ANY_APP_CODE))
        || !(user.used.add(code) || has(AccountFault.APP_CODES_WORK_AGAIN))) {
      return new ChallengeOutcome.InvalidAnswer();
    }
    if (!has(AccountFault.CHALLENGES_STAY)) {
      challenged.remove(login.session().reveal());
    }
    return has(AccountFault.REFUSES_APP_CODES)
        ? new ChallengeOutcome.InvalidAnswer()
        : new ChallengeOutcome.LoggedIn(tokens(user));
  }

  private static boolean isShown(TotpSecret secret, ConfirmationCode code) {
    Authenticator app = new Authenticator(secret);
    return IntStream.rangeClosed(-1, 1)
        .anyMatch(step -> app.code(CLOCK.instant(), step).equals(code));
  }

  @Override
  public TotpStatusOutcome totpStatus(AccountAccess access) {
    User user = live(access);
    if (user == null) {
      return new TotpStatusOutcome.AccessRefused();
    }
    return user.app == null || has(AccountFault.TELLS_OF_NO_APP)
        ? new TotpStatusOutcome.NotEnabled()
        : new TotpStatusOutcome.Enabled();
  }

  @Override
  public TotpEnrolmentOutcome beginTotp(AccountAccess access) {
    User user = live(access);
    if (user == null) {
      return new TotpEnrolmentOutcome.AccessRefused();
    }
    TotpSecret secret = new TotpSecret("GEZDGNBVGY3TQOJQGEZDGNBVGY3T" + base32(made("")));
    user.beginning = secret;
    if (has(AccountFault.PUTS_APPS_IN_FORCE_AT_ONCE)) {
      user.app = secret;
    }
    return new TotpEnrolmentOutcome.Begun(secret);
  }

  private static String base32(String text) {
    return new Base32().encodeToString(text.getBytes(StandardCharsets.UTF_8)).replace("=", "");
  }

  @Override
  public TotpConfirmationOutcome confirmTotp(AccountAccess access, ConfirmationCode code) {
    User user = live(access);
    if (user == null) {
      return new TotpConfirmationOutcome.AccessRefused();
    }
    if (user.beginning == null) {
      return has(AccountFault.CONFIRMS_APPS_NEVER_BEGUN)
          ? new TotpConfirmationOutcome.Confirmed()
          : new TotpConfirmationOutcome.InvalidCode();
    }
    if (!isShown(user.beginning, code) && !has(AccountFault.CONFIRMS_APPS_WITH_ANY_CODE)) {
      return new TotpConfirmationOutcome.InvalidCode();
    }
    user.app = user.beginning;
    user.beginning = null;
    user.used.add(code);
    return new TotpConfirmationOutcome.Confirmed();
  }

  @Override
  public TotpRemovalOutcome removeTotp(AccountAccess access) {
    User user = live(access);
    if (user == null) {
      return new TotpRemovalOutcome.AccessRefused();
    }
    if (!has(AccountFault.REMOVES_NO_APP)) {
      user.app = null;
    }
    return new TotpRemovalOutcome.Removed();
  }

  private Tokens tokens(User user) {
    Session session = new Session(user, new TokenOrigin(made("login")));
    RefreshToken refresh = new RefreshToken(made("refresh"));
    sessions.put(refresh.reveal(), session);
    RenewedTokens tokens = tokens(session, session.origin());
    return new Tokens(tokens.idToken(), tokens.accessToken(), refresh, tokens.expiresIn());
  }

  private RenewedTokens tokens(Session session, TokenOrigin origin) {
    IdToken id = new IdToken(made("id"));
    AccessToken access = new AccessToken(made("access"));
    issued.put(id.reveal(), claims(session, TokenUse.ID, origin));
    issued.put(access.reveal(), claims(session, TokenUse.ACCESS, origin));
    return new RenewedTokens(id, access, null, Duration.ofHours(1));
  }

  private static VerifiedClaims claims(Session session, TokenUse use, TokenOrigin origin) {
    User user = session.user();
    return new VerifiedClaims(
        new Identity(user.subject, user.username, use == TokenUse.ID ? user.email : null, Set.of()),
        use,
        origin,
        Instant.EPOCH,
        Instant.MAX);
  }

  @Override
  public VerificationOutcome verify(BearerToken token, Set<TokenUse> accepted) {
    VerifiedClaims claims = issued.get(token.reveal());
    return claims != null && accepted.contains(claims.use())
        ? new VerificationOutcome.Verified(claims)
        : new VerificationOutcome.Refused(TokenRefusal.Key.BAD_SIGNATURE);
  }

  @Override
  public RefreshOutcome refresh(RefreshToken token) {
    Session session = sessions.get(token.reveal());
    if (session == null) {
      return has(AccountFault.TAKES_ANY_REFRESH_TOKEN) && !sessions.isEmpty()
          ? new RefreshOutcome.Refreshed(tokens(any(), any().origin()))
          : new RefreshOutcome.InvalidRefreshToken();
    }
    if (has(AccountFault.REFRESHES_ONCE)) {
      sessions.remove(token.reveal());
    }
    if (has(AccountFault.REFRESHES_SOMEBODY_ELSE)) {
      NewUser other =
          new NewUser(
              new Username(made("other")),
              new NewPassword("Correct1horse"),
              session.user().email.address());
      return new RefreshOutcome.Refreshed(
          tokens(
              new Session(new User(new Subject("other"), other, true), session.origin()),
              session.origin()));
    }
    return new RefreshOutcome.Refreshed(
        tokens(
            session,
            has(AccountFault.REFRESHED_TOKENS_LOSE_THEIR_ORIGIN)
                ? new TokenOrigin(made("login"))
                : session.origin()));
  }

  private Session any() {
    return sessions.values().iterator().next();
  }

  @Override
  public @Nullable TokenOrigin end(RefreshToken token) {
    Session session = sessions.get(token.reveal());
    if (session == null) {
      if (has(AccountFault.END_OF_NO_SESSION_FAILS)) {
        throw new IllegalStateException("no such session");
      }
      return null;
    }
    if (has(AccountFault.END_OF_ONE_SESSION_ENDS_ALL)) {
      endAll(session.user());
    } else if (!has(AccountFault.ENDS_NO_SESSION)) {
      sessions.remove(token.reveal());
    }
    return has(AccountFault.TELLS_ANOTHER_LOGIN)
        ? new TokenOrigin(made("login"))
        : session.origin();
  }

  private void endAll(User user) {
    sessions.values().removeIf(session -> session.user() == user);
  }

  private @Nullable User live(AccountAccess access) {
    Subject subject = access.claims().identity().subject();
    boolean lives =
        has(AccountFault.ACCESS_OUTLIVES_ITS_SESSION)
            || sessions.values().stream()
                .anyMatch(session -> session.origin().equals(access.claims().origin()));
    return lives
        ? users.values().stream()
            .filter(user -> user.subject.equals(subject))
            .findFirst()
            .orElse(null)
        : null;
  }

  @Override
  public LogoutOutcome endAll(AccountAccess access) {
    User user = live(access);
    if (user == null) {
      return new LogoutOutcome.AccessRefused();
    }
    if (has(AccountFault.END_OF_ALL_SPARES_THE_CALLER)) {
      sessions
          .values()
          .removeIf(
              session ->
                  session.user() == user && !session.origin().equals(access.claims().origin()));
    } else if (has(AccountFault.END_OF_ALL_ENDS_EVERYBODYS)) {
      sessions.clear();
    } else {
      endAll(user);
    }
    return new LogoutOutcome.LoggedOut();
  }

  @Override
  public void sendResetCode(Username username) {
    User user = users.get(username.folded());
    if (user != null) {
      send(user, "reset", user.email.address());
    } else if (has(AccountFault.FAILS_FOR_UNKNOWN_USERS)) {
      throw new IllegalStateException("no such user");
    }
  }

  @Override
  public PasswordResetOutcome reset(
      Username username, ConfirmationCode code, NewPassword password) {
    User user = users.get(username.folded());
    if (user == null) {
      return has(AccountFault.TELLS_OF_UNKNOWN_USERS)
          ? new PasswordResetOutcome.PasswordRefused()
          : new PasswordResetOutcome.InvalidCode();
    }
    if (!takes(user, "reset", code)) {
      return new PasswordResetOutcome.InvalidCode();
    }
    if (!has(AccountFault.KEEPS_THE_OLD_PASSWORD)) {
      user.password = password.asPassword();
    }
    if (!has(AccountFault.RESET_LEAVES_SESSIONS)) {
      endAll(user);
    }
    return new PasswordResetOutcome.PasswordReset(user.subject);
  }

  @Override
  public PasswordChangeOutcome changePassword(
      AccountAccess access, Password current, NewPassword password) {
    User user = live(access);
    if (user == null) {
      return new PasswordChangeOutcome.AccessRefused();
    }
    if (!user.password.equals(current) && !has(AccountFault.ASKS_FOR_NO_PASSWORD)) {
      return new PasswordChangeOutcome.InvalidCredentials();
    }
    if (!has(AccountFault.KEEPS_THE_OLD_PASSWORD)) {
      user.password = password.asPassword();
    }
    return new PasswordChangeOutcome.PasswordChanged();
  }

  @Override
  public EmailChangeOutcome changeEmail(AccountAccess access, EmailAddress email) {
    User user = live(access);
    if (user == null) {
      return new EmailChangeOutcome.AccessRefused();
    }
    boolean another =
        !user.email.address().equals(email) || has(AccountFault.VERIFIES_THE_SAME_ADDRESS_AGAIN);
    if (another && has(AccountFault.CHANGES_ADDRESSES_AT_ONCE)) {
      user.email = new Identity.Email(email, false);
    } else if (another) {
      user.pending = email;
      send(user, "email", email);
    }
    return new EmailChangeOutcome.EmailChanged(user.email, another);
  }

  @Override
  public EmailCodeOutcome sendEmailCode(AccountAccess access) {
    User user = live(access);
    if (user == null) {
      return new EmailCodeOutcome.AccessRefused();
    }
    send(user, "email", user.pending == null ? user.email.address() : user.pending);
    return new EmailCodeOutcome.CodeRequested();
  }

  @Override
  public EmailVerificationOutcome verifyEmail(AccountAccess access, ConfirmationCode code) {
    User user = live(access);
    if (user == null) {
      return new EmailVerificationOutcome.AccessRefused();
    }
    if (!takes(user, "email", code)) {
      return new EmailVerificationOutcome.InvalidCode();
    }
    EmailAddress pending = user.pending;
    user.email = new Identity.Email(pending == null ? user.email.address() : pending, true);
    user.pending = null;
    return new EmailVerificationOutcome.EmailVerified();
  }

  @Override
  public DeletionOutcome delete(AccountAccess access, Password password) {
    User user = live(access);
    if (user == null) {
      return new DeletionOutcome.AccessRefused();
    }
    if (!user.password.equals(password) && !has(AccountFault.ASKS_FOR_NO_PASSWORD)) {
      return new DeletionOutcome.InvalidCredentials();
    }
    if (!has(AccountFault.DELETES_NOBODY)) {
      users.remove(user.username.folded());
    }
    if (!has(AccountFault.DELETION_LEAVES_SESSIONS)) {
      endAll(user);
    }
    return new DeletionOutcome.Deleted();
  }
}
