package dev.gatehouse.adapter.embedded;

import dev.gatehouse.adapter.embedded.account.StoredUser;
import dev.gatehouse.adapter.embedded.code.CodeKind;
import dev.gatehouse.adapter.embedded.code.Codes.Generated;
import dev.gatehouse.adapter.embedded.code.Codes.Match;
import dev.gatehouse.adapter.embedded.hashing.PasswordHash;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.ConfirmationOutcome;
import dev.gatehouse.domain.account.ConfirmationOutcome.Confirmed;
import dev.gatehouse.domain.account.NewUser;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import dev.gatehouse.domain.account.RegistrationOutcome;
import dev.gatehouse.domain.account.RegistrationOutcome.ConfirmationRequired;
import dev.gatehouse.domain.account.RegistrationOutcome.Registered;
import dev.gatehouse.domain.account.RegistrationOutcome.UsernameTaken;
import dev.gatehouse.domain.port.Registrations;
import dev.gatehouse.domain.refusal.InvalidCode;
import dev.gatehouse.domain.refusal.TooManyAttempts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Creates users. */
final class EmbeddedRegistrations implements Registrations {
  private final Accounts accounts;
  private final RegistrationConfirmation confirmation;

  EmbeddedRegistrations(Accounts accounts, RegistrationConfirmation confirmation) {
    this.accounts = accounts;
    this.confirmation = confirmation;
  }

  @Override
  public RegistrationOutcome register(NewUser user) {
    return accounts.calls().runHashing("register", () -> add(user));
  }

  private RegistrationOutcome add(NewUser user) {
    // The password is hashed first, so that a taken name takes as long, and outside of any lock.
    PasswordHash hash = accounts.hasher().hash(user.password());
    return switch (confirmation) {
      case AUTO -> {
        Subject added = add(user, hash, null);
        yield added == null ? new UsernameTaken() : new Registered(added);
      }
      case CODE -> {
        Generated code = accounts.codes().generate();
        TooManyAttempts tooMany = accounts.codes().acquire(user.email().value());
        if (tooMany != null) {
          yield tooMany;
        }
        Subject added = add(user, hash, code);
        yield added == null ? new UsernameTaken() : new ConfirmationRequired(added);
      }
    };
  }

  /** Adds the user and returns the subject; null if the name is taken. */
  private @Nullable Subject add(NewUser user, PasswordHash hash, @Nullable Generated code) {
    Instant now = accounts.clock().instant();
    String email = user.email().value();
    String added =
        accounts
            .database()
            .<@Nullable String>write(
                transaction -> {
                  String subject =
                      accounts
                          .users()
                          .add(transaction, user.username(), user.email(), hash, code == null, now);
                  if (subject != null && code != null) {
                    accounts
                        .codes()
                        .store(transaction, code, subject, CodeKind.REGISTRATION, email, now);
                  }
                  return subject;
                });
    if (added != null && code != null) {
      accounts.codes().send(code, user.username().value(), CodeKind.REGISTRATION, email, now);
    }
    return added == null ? null : new Subject(added);
  }

  @Override
  public ConfirmationOutcome confirm(Username username, ConfirmationCode code) {
    return accounts.calls().runHashing("confirm", () -> checkAndConfirm(username, code));
  }

  private ConfirmationOutcome checkAndConfirm(Username username, ConfirmationCode code) {
    StoredUser user = accounts.findByUsername(username);
    Match match =
        accounts
            .codes()
            .verify(
                user == null ? null : user.subject(),
                CodeKind.REGISTRATION,
                code,
                accounts.clock().instant());
    if (match == null) {
      return new InvalidCode();
    }
    return accounts
        .database()
        .write(
            transaction -> {
              if (!match.consume(transaction)) {
                return new InvalidCode();
              }
              accounts.users().confirm(transaction, match.subject());
              return new Confirmed();
            });
  }

  @Override
  public void resendCode(Username username) {
    accounts.calls().runHashing("resend_code", () -> sendAgain(username));
  }

  private void sendAgain(Username username) {
    Generated code = accounts.codes().generate();
    StoredUser user = accounts.findByUsername(username);
    if (user != null && user.enabled() && !user.confirmed()) {
      accounts
          .codes()
          .storeAndSend(
              code, user, CodeKind.REGISTRATION, user.email(), accounts.clock().instant());
    }
  }
}
