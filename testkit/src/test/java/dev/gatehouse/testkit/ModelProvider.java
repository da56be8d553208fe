package dev.gatehouse.testkit;

import static dev.gatehouse.testkit.ModelSessions.ANOTHER;
import static dev.gatehouse.testkit.ModelSessions.fresh;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.ConfirmationOutcome;
import dev.gatehouse.domain.account.DeletionOutcome;
import dev.gatehouse.domain.account.EmailChangeOutcome;
import dev.gatehouse.domain.account.EmailCodeOutcome;
import dev.gatehouse.domain.account.EmailVerificationOutcome;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.NewUser;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.account.PasswordChangeOutcome;
import dev.gatehouse.domain.account.PasswordResetOutcome;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import dev.gatehouse.domain.account.RegistrationOutcome;
import dev.gatehouse.domain.login.Challenge;
import dev.gatehouse.domain.login.ChallengeAnswer;
import dev.gatehouse.domain.login.ChallengeAnswer.CodeAnswer;
import dev.gatehouse.domain.login.ChallengeSession;
import dev.gatehouse.domain.login.ChallengeStep;
import dev.gatehouse.domain.login.Credentials;
import dev.gatehouse.domain.login.Credentials.UsernamePassword;
import dev.gatehouse.domain.login.LoginOutcome.UserNotConfirmed;
import dev.gatehouse.domain.login.LoginProgress;
import dev.gatehouse.domain.login.PendingLogin;
import dev.gatehouse.domain.login.ProviderChallengeOutcome;
import dev.gatehouse.domain.login.ProviderLoginOutcome;
import dev.gatehouse.domain.port.IdentityProvider;
import dev.gatehouse.domain.port.Logins;
import dev.gatehouse.domain.port.Passwords;
import dev.gatehouse.domain.port.Profiles;
import dev.gatehouse.domain.port.Registrations;
import dev.gatehouse.domain.port.Totp;
import dev.gatehouse.domain.refusal.AccessRefused;
import dev.gatehouse.domain.refusal.InvalidCode;
import dev.gatehouse.domain.refusal.InvalidCredentials;
import dev.gatehouse.domain.refusal.PasswordRefused;
import dev.gatehouse.domain.session.EndedSessions;
import dev.gatehouse.domain.token.AccountAccess;
import dev.gatehouse.domain.totp.TotpCheckOutcome;
import dev.gatehouse.domain.totp.TotpConfirmationOutcome;
import dev.gatehouse.domain.totp.TotpEnrolmentOutcome;
import dev.gatehouse.domain.totp.TotpRemovalOutcome;
import dev.gatehouse.domain.totp.TotpSecret;
import dev.gatehouse.domain.totp.TotpStatusOutcome;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.commons.codec.binary.Base32;
import org.jspecify.annotations.Nullable;

/** A provider that keeps its data in maps, with one fault or none. */
final class ModelProvider
    implements IdentityProvider, Registrations, Logins, Passwords, Profiles, Totp {
  /** The current time; it stands still. */
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T12:00:10Z"));

  private final ProviderFault fault;
  private final RegistrationConfirmation confirmation;
  private final ModelSessions sessions;
  private final Map<String, User> users = new ConcurrentHashMap<>();
  private final Map<String, List<User>> waiting = new HashMap<>();
  private final Map<EmailAddress, ConfirmationCode> mail = new HashMap<>();
  private final Map<String, User> challenged = new HashMap<>();
  private final CountDownLatch twoHaveLooked = new CountDownLatch(2);

  /** A user, with the valid codes by their purpose. */
  static final class User {
    final Subject subject;
    final Username username;
    Identity.Email email;
    private Password password;
    private @Nullable EmailAddress pending;
    private boolean confirmed;
    private @Nullable TotpSecret beginning;
    private @Nullable TotpSecret app;
    private final Set<ConfirmationCode> used = new HashSet<>();
    private final Map<String, List<ConfirmationCode>> codes = new HashMap<>();

    private User(Subject subject, Username username, NewUser user, boolean confirmed) {
      this.subject = subject;
      this.username = username;
      this.password = user.password().asPassword();
      this.email = new Identity.Email(user.email(), false);
      this.confirmed = confirmed;
    }
  }

  ModelProvider(ProviderFault fault, RegistrationConfirmation confirmation) {
    this.fault = fault;
    this.confirmation = confirmation;
    this.sessions = new ModelSessions(fault);
  }

  private boolean has(ProviderFault candidate) {
    return fault == candidate;
  }

  @Override
  public Registrations registrations() {
    return this;
  }

  @Override
  public Logins logins() {
    return this;
  }

  @Override
  public ModelSessions sessions() {
    return sessions;
  }

  @Override
  public Passwords passwords() {
    return this;
  }

  @Override
  public Profiles profiles() {
    return this;
  }

  @Override
  public Optional<Totp> totp() {
    return has(ProviderFault.LACKS_TOTP) ? Optional.empty() : Optional.of(this);
  }

  /** Returns the newest code that was sent to an address. */
  @Nullable ConfirmationCode newestCode(EmailAddress address) {
    return mail.get(address);
  }

  @Override
  public RegistrationOutcome register(Caller caller, NewUser newUser) {
    boolean auto = confirmation == RegistrationConfirmation.AUTO;
    String key = key(newUser.username());
    User user =
        new User(
            new Subject(has(ProviderFault.SUBJECTS_COME_BACK) ? key : fresh()),
            switch (fault) {
              case KEEPS_NAMES_FOLDED -> new Username(key);
              case KEEPS_NAMES_IN_ASCII -> new Username(inAscii(newUser.username().value()));
              default -> newUser.username();
            },
            newUser,
            auto && !has(ProviderFault.LEAVES_USERS_UNCONFIRMED));
    if (auto ? !add(key, user) : users.containsKey(key)) {
      return new RegistrationOutcome.UsernameTaken();
    }
    if (auto) {
      return new RegistrationOutcome.Registered(
          has(ProviderFault.TELLS_ANOTHER_SUBJECT_AT_REGISTRATIONS) ? ANOTHER : user.subject);
    }
    waiting.computeIfAbsent(key, _ -> new ArrayList<>()).add(user);
    send(user, "registration", newUser.email());
    return new RegistrationOutcome.ConfirmationRequired(null);
  }

  /** Returns the form of a name for comparisons. */
  private String key(Username username) {
    return switch (fault) {
      case COMPARES_NAMES_WITH_CASE -> username.value();
      case FOLDS_THE_CASE_OF_ASCII_ALONE ->
          Pattern.compile("[A-Z]")
              .matcher(username.value())
              .replaceAll(letter -> letter.group().toLowerCase(Locale.ROOT));
      default -> username.folded();
    };
  }

  private static String inAscii(String text) {
    return new String(text.getBytes(US_ASCII), US_ASCII);
  }

  /** Adds a user unless the name is taken; returns whether it added one. */
  private boolean add(String key, User user) {
    return switch (fault) {
      case OVERWRITES_THE_OWNER_OF_A_TAKEN_NAME -> {
        users.put(key, user);
        yield true;
      }
      case OVERWRITES_THE_OWNER_OF_A_TAKEN_NAME_SILENTLY -> users.put(key, user) == null;
      case LOOKS_BEFORE_IT_ADDS -> {
        boolean free = !users.containsKey(key);
        // Only the simultaneous registrations of the contract run in virtual threads.
        if (Thread.currentThread().isVirtual()) {
          awaitTheOther();
        }
        if (free) {
          users.put(key, user);
        }
        yield free;
      }
      default -> {
        User owner = users.putIfAbsent(key, user);
        if (owner != null && has(ProviderFault.CHANGES_THE_ADDRESS_OF_A_TAKEN_NAME)) {
          owner.email = user.email;
        }
        yield owner == null;
      }
    };
  }

  private void awaitTheOther() {
    twoHaveLooked.countDown();
    try {
      twoHaveLooked.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void send(User user, String kind, EmailAddress address) {
    ConfirmationCode code = new ConfirmationCode(fresh());
    List<ConfirmationCode> good = user.codes.computeIfAbsent(kind, _ -> new ArrayList<>());
    if (!has(ProviderFault.FORMER_CODES_STAY_GOOD)) {
      good.clear();
    }
    good.add(code);
    mail.put(address, code);
  }

  /** Returns whether the code is valid, and uses it up if it is. */
  private boolean takes(User user, String kind, ConfirmationCode code) {
    List<ConfirmationCode> good = user.codes.getOrDefault(kind, List.of());
    boolean takes = good.contains(code) || (has(ProviderFault.TAKES_ANY_CODE) && !good.isEmpty());
    boolean usesUp =
        takes
            ? !has(ProviderFault.CODES_WORK_AGAIN)
            : has(ProviderFault.WRONG_CODE_USES_UP_THE_RIGHT_ONE);
    if (usesUp && !good.isEmpty()) {
      good.clear();
    }
    return takes;
  }

  @Override
  public ConfirmationOutcome confirm(Caller caller, Username username, ConfirmationCode code) {
    String key = key(username);
    List<User> registered = waiting.getOrDefault(key, List.of());
    User owner =
        registered.stream()
            .filter(user -> takes(user, "registration", code))
            .findFirst()
            .orElse(null);
    if (owner == null) {
      return has(
                  users.containsKey(key)
                      ? ProviderFault.CODES_WORK_AGAIN
                      : ProviderFault.TELLS_OF_UNKNOWN_USERS)
              && registered.isEmpty()
          ? new ConfirmationOutcome.Confirmed()
          : new InvalidCode();
    }
    User user =
        has(ProviderFault.CODES_CONFIRM_THE_FIRST_REGISTRATION) ? registered.getFirst() : owner;
    user.confirmed = !has(ProviderFault.CONFIRMS_NOTHING);
    user.email =
        new Identity.Email(
            user.email.address(), !has(ProviderFault.CONFIRMED_ADDRESS_STAYS_UNVERIFIED));
    if (!has(ProviderFault.CONFIRMS_NOTHING)) {
      waiting.remove(key);
      users.put(key, user);
    }
    return new ConfirmationOutcome.Confirmed();
  }

  @Override
  public void resendCode(Caller caller, Username username) {
    String key = key(username);
    User user = has(ProviderFault.RESENDS_TO_NOBODY_WHO_WAITS) ? users.get(key) : onlyWaiting(key);
    if (user != null) {
      send(user, "registration", user.email.address());
    }
  }

  private @Nullable User onlyWaiting(String key) {
    List<User> registered = waiting.getOrDefault(key, List.of());
    return registered.size() == 1 ? registered.getFirst() : null;
  }

  @Override
  public ProviderLoginOutcome logIn(Caller caller, Credentials credentials) {
    return switch (credentials) {
      case UsernamePassword(var username, var password) -> logIn(username, password);
    };
  }

  private ProviderLoginOutcome logIn(Username username, Password password) {
    User user = users.get(key(username));
    if (user == null) {
      user =
          waiting.getOrDefault(key(username), List.of()).stream()
              .filter(registered -> matches(registered.password, password))
              .findFirst()
              .orElse(null);
    }
    if (user == null && has(ProviderFault.REVEALS_UNKNOWN_USERS)) {
      return new UserNotConfirmed();
    }
    if (user == null || !matches(user.password, password)) {
      return new InvalidCredentials();
    }
    if (!user.confirmed && !has(ProviderFault.UNCONFIRMED_USERS_LOG_IN)) {
      return new UserNotConfirmed();
    }
    if (user.app != null && !has(ProviderFault.NEVER_ASKS_FOR_THE_APP)) {
      ChallengeSession session = new ChallengeSession(fresh());
      challenged.put(session.reveal(), user);
      return new LoginProgress.ChallengeRequired(
          new Challenge(new ChallengeStep.SoftwareTokenMfa(), session));
    }
    return loggedIn(user);
  }

  private boolean matches(Password kept, Password presented) {
    String right = kept.reveal();
    String given = presented.forms().getFirst().reveal();
    return switch (fault) {
      case ACCEPTS_ANY_PASSWORD -> true;
      case COMPARES_72_BYTES_OF_PASSWORDS ->
          Arrays.equals(
              Arrays.copyOf(right.getBytes(UTF_8), 72), Arrays.copyOf(given.getBytes(UTF_8), 72));
      case COMPARES_PASSWORDS_WITHOUT_CASE -> right.equalsIgnoreCase(given);
      case COMPARES_PASSWORDS_AS_ASCII -> inAscii(right).equals(inAscii(given));
      case COMPARES_PASSWORDS_AS_TYPED -> kept.equals(presented);
      default -> right.equals(given);
    };
  }

  private LoginProgress loggedIn(User user) {
    return new LoginProgress.LoggedIn(
        has(ProviderFault.TELLS_ANOTHER_SUBJECT_AT_LOGINS) ? ANOTHER : user.subject,
        sessions.begin(user));
  }

  @Override
  public ProviderChallengeOutcome answer(
      Caller caller, PendingLogin login, ChallengeAnswer answer) {
    User user = challenged.get(login.session().reveal());
    if (user == null && has(ProviderFault.TELLS_OF_UNKNOWN_CHALLENGES)) {
      return new LoginProgress.PasswordResetRequired();
    }
    if (user == null || !(answer instanceof CodeAnswer(var code)) || !takesAppCode(user, code)) {
      return new ProviderChallengeOutcome.InvalidAnswer();
    }
    if (!has(ProviderFault.CHALLENGES_STAY)) {
      challenged.remove(login.session().reveal());
    }
    return has(ProviderFault.REFUSES_APP_CODES)
        ? new ProviderChallengeOutcome.InvalidAnswer()
        : loggedIn(user);
  }

  private static boolean isShown(TotpSecret secret, ConfirmationCode code) {
    Authenticator app = new Authenticator(secret);
    return IntStream.rangeClosed(-1, 1)
        .anyMatch(step -> app.code(CLOCK.instant(), step).equals(code));
  }

  @Override
  public TotpStatusOutcome status(AccountAccess access) {
    User user = sessions.owner(access);
    if (user == null) {
      return new AccessRefused();
    }
    return user.app == null || has(ProviderFault.TELLS_OF_NO_APP)
        ? new TotpStatusOutcome.NotEnabled()
        : new TotpStatusOutcome.Enabled();
  }

  @Override
  public TotpEnrolmentOutcome begin(AccountAccess access) {
    User user = sessions.owner(access);
    if (user == null) {
      return new AccessRefused();
    }
    TotpSecret secret =
        new TotpSecret(new Base32().encodeToString(fresh().substring(0, 20).getBytes(US_ASCII)));
    user.beginning = secret;
    if (has(ProviderFault.PUTS_APPS_IN_FORCE_AT_ONCE)) {
      user.app = secret;
    }
    return new TotpEnrolmentOutcome.Begun(secret);
  }

  @Override
  public TotpConfirmationOutcome confirm(AccountAccess access, ConfirmationCode code) {
    User user = sessions.owner(access);
    if (user == null) {
      return new AccessRefused();
    }
    if (user.beginning == null && has(ProviderFault.CONFIRMS_APPS_NEVER_BEGUN)) {
      return new TotpConfirmationOutcome.Confirmed();
    }
    if (user.beginning == null
        || !(isShown(user.beginning, code) || has(ProviderFault.CONFIRMS_APPS_WITH_ANY_CODE))) {
      return new InvalidCode();
    }
    user.app = user.beginning;
    user.beginning = null;
    user.used.add(code);
    return new TotpConfirmationOutcome.Confirmed();
  }

  @Override
  public TotpCheckOutcome check(AccountAccess access, ConfirmationCode code) {
    User user = sessions.owner(access);
    if (user == null) {
      return new AccessRefused();
    }
    return takesAppCode(user, code) ? new TotpCheckOutcome.Correct() : new InvalidCode();
  }

  private boolean takesAppCode(User user, ConfirmationCode code) {
    return user.app != null
        && (isShown(user.app, code) || has(ProviderFault.TAKES_ANY_APP_CODE))
        && (user.used.add(code) || has(ProviderFault.APP_CODES_WORK_AGAIN));
  }

  @Override
  public TotpRemovalOutcome remove(AccountAccess access) {
    User user = sessions.owner(access);
    if (user == null) {
      return new AccessRefused();
    }
    if (!has(ProviderFault.REMOVES_NO_APP)) {
      user.app = null;
    }
    return new TotpRemovalOutcome.Removed();
  }

  @Override
  public void sendResetCode(Caller caller, Username username) {
    User user = users.get(key(username));
    if (user != null) {
      send(user, "reset", user.email.address());
    } else if (has(ProviderFault.FAILS_FOR_UNKNOWN_USERS)) {
      throw new IllegalStateException("no such user");
    }
  }

  @Override
  public PasswordResetOutcome reset(
      Caller caller, Username username, ConfirmationCode code, NewPassword password) {
    User user = users.get(key(username));
    if (user == null && has(ProviderFault.TELLS_OF_UNKNOWN_USERS)) {
      return new PasswordRefused();
    }
    if (user == null || !takes(user, "reset", code)) {
      return new InvalidCode();
    }
    setPassword(user, password);
    return new PasswordResetOutcome.PasswordReset(
        user.subject,
        has(ProviderFault.RESET_LEAVES_SESSIONS) ? new EndedSessions.All() : sessions.endAll(user));
  }

  private void setPassword(User user, NewPassword password) {
    if (!has(ProviderFault.KEEPS_THE_OLD_PASSWORD)) {
      user.password = password.asPassword();
    }
    if (!has(ProviderFault.RESET_CODES_OUTLIVE_THE_PASSWORD)
        && !has(ProviderFault.CODES_WORK_AGAIN)) {
      user.codes.remove("reset");
    }
  }

  private boolean proves(User user, Password password) {
    return matches(user.password, password) || has(ProviderFault.ASKS_FOR_NO_PASSWORD);
  }

  @Override
  public PasswordChangeOutcome change(
      AccountAccess access, Password current, NewPassword password) {
    User user = sessions.owner(access);
    if (user == null) {
      return new AccessRefused();
    }
    if (!proves(user, current)) {
      return new InvalidCredentials();
    }
    setPassword(user, password);
    return new PasswordChangeOutcome.PasswordChanged();
  }

  @Override
  public @Nullable Subject findSubject(Username username) {
    User user = users.get(key(username));
    return user == null || has(ProviderFault.FINDS_NO_SUBJECT) ? null : user.subject;
  }

  @Override
  public @Nullable EmailAddress findEmail(AccountAccess access) {
    User user = sessions.owner(access);
    return user == null || has(ProviderFault.FINDS_NO_ADDRESS) ? null : user.email.address();
  }

  @Override
  public EmailChangeOutcome changeEmail(AccountAccess access, EmailAddress email) {
    User user = sessions.owner(access);
    if (user == null) {
      return new AccessRefused();
    }
    boolean another =
        !user.email.address().equals(email) || has(ProviderFault.VERIFIES_THE_SAME_ADDRESS_AGAIN);
    if (another && has(ProviderFault.CHANGES_ADDRESSES_AT_ONCE)) {
      user.email = new Identity.Email(email, false);
    } else if (another) {
      user.pending = email;
      send(user, "email", email);
    }
    return new EmailChangeOutcome.EmailChanged(user.email, another);
  }

  @Override
  public EmailCodeOutcome sendEmailCode(AccountAccess access) {
    User user = sessions.owner(access);
    if (user == null) {
      return new AccessRefused();
    }
    send(user, "email", user.pending == null ? user.email.address() : user.pending);
    return new EmailCodeOutcome.CodeRequested();
  }

  @Override
  public EmailVerificationOutcome verifyEmail(AccountAccess access, ConfirmationCode code) {
    User user = sessions.owner(access);
    if (user == null) {
      return new AccessRefused();
    }
    if (!takes(user, "email", code)) {
      return new InvalidCode();
    }
    EmailAddress pending = user.pending;
    user.email = new Identity.Email(pending == null ? user.email.address() : pending, true);
    user.pending = null;
    if (!has(ProviderFault.RESET_CODES_OUTLIVE_THE_ADDRESS)) {
      user.codes.remove("reset");
    }
    return new EmailVerificationOutcome.EmailVerified();
  }

  @Override
  public DeletionOutcome delete(AccountAccess access) {
    User user = sessions.owner(access);
    if (user == null) {
      return new AccessRefused();
    }
    if (!has(ProviderFault.DELETES_NOBODY)) {
      users.remove(key(user.username));
    }
    return new DeletionOutcome.Deleted(
        has(ProviderFault.DELETION_LEAVES_SESSIONS)
            ? new EndedSessions.All()
            : sessions.endAll(user));
  }
}
