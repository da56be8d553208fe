package dev.gatehouse.testkit;

import dev.gatehouse.domain.AccessToken;
import dev.gatehouse.domain.BearerToken;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.IdToken;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.LoginOutcome;
import dev.gatehouse.domain.NewUser;
import dev.gatehouse.domain.Password;
import dev.gatehouse.domain.RefreshToken;
import dev.gatehouse.domain.RegistrationOutcome;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.TokenRefusal;
import dev.gatehouse.domain.TokenUse;
import dev.gatehouse.domain.Tokens;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.VerificationOutcome;
import dev.gatehouse.domain.VerifiedClaims;
import dev.gatehouse.domain.port.TokenVerifier;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A correct provider in two maps, each step a method that a faulty one overrides.
 *
 * <p>It remembers what each of its tokens means, and so is their verifier too.
 */
class ModelIdentityProvider extends LoginsAlone implements TokenVerifier {
  private static final TokenMint MINT = new TokenMint("https://model.example.com", "model");

  private final Map<String, User> users = new ConcurrentHashMap<>();
  private final Map<String, Issued> issued = new ConcurrentHashMap<>();

  record User(Subject subject, Username username, Password password, EmailAddress email) {
    User withSubject(Subject other) {
      return new User(other, username, password, email);
    }

    User withUsername(Username other) {
      return new User(subject, other, password, email);
    }

    User withEmail(EmailAddress other) {
      return new User(subject, username, password, other);
    }
  }

  private record Issued(TokenUse use, Identity identity) {}

  @Override
  public final RegistrationOutcome register(NewUser newUser) {
    User user =
        new User(
            new Subject(UUID.randomUUID().toString()),
            newUser.username(),
            newUser.password().asPassword(),
            newUser.email());
    return add(users, key(user.username()), user)
        ? new RegistrationOutcome.Registered(told(user.subject()))
        : new RegistrationOutcome.UsernameTaken();
  }

  /** What a registration tells of the subject. */
  Subject told(Subject subject) {
    return subject;
  }

  @Override
  public final LoginOutcome logIn(Username username, Password password) {
    User user = users.get(key(username));
    if (user == null) {
      return unknownUser();
    }
    return matches(user.password(), password)
        ? rightPassword(user)
        : new LoginOutcome.InvalidCredentials();
  }

  @Override
  public VerificationOutcome verify(BearerToken token, Set<TokenUse> accepted) {
    Issued found = issued.get(token.reveal());
    if (found == null) {
      return new VerificationOutcome.Refused(TokenRefusal.Key.BAD_SIGNATURE);
    }
    return accepted.contains(found.use())
        ? new VerificationOutcome.Verified(
            new VerifiedClaims(found.identity(), found.use(), null, Instant.EPOCH, Instant.MAX))
        : new VerificationOutcome.Refused(TokenRefusal.Claim.WRONG_USE);
  }

  /** What names are compared by. */
  String key(Username username) {
    return username.folded();
  }

  /** Adds a user unless there is one; says whether it did. */
  boolean add(Map<String, User> users, String key, User user) {
    return users.putIfAbsent(key, user) == null;
  }

  LoginOutcome unknownUser() {
    return new LoginOutcome.InvalidCredentials();
  }

  boolean matches(Password kept, Password presented) {
    return kept.equals(presented);
  }

  LoginOutcome rightPassword(User user) {
    return new LoginOutcome.LoggedIn(tokens(user));
  }

  Tokens tokens(User user) {
    return new Tokens(
        new IdToken(token(user, TokenUse.ID)),
        new AccessToken(token(user, TokenUse.ACCESS)),
        new RefreshToken(UUID.randomUUID().toString()),
        Duration.ofHours(1));
  }

  private String token(User user, TokenUse use) {
    String token = MINT.token(Map.of("jti", UUID.randomUUID().toString())).reveal();
    issued.put(token, new Issued(use, identity(user, use)));
    return token;
  }

  /** What a token says. */
  Identity identity(User user, TokenUse use) {
    Identity.Email email = use == TokenUse.ID ? new Identity.Email(user.email(), false) : null;
    return new Identity(user.subject(), user.username(), email, Set.of());
  }
}
