package dev.gatehouse.adapter.embedded;

import dev.gatehouse.adapter.embedded.code.CodeKind;
import dev.gatehouse.adapter.embedded.code.PendingRegistrations;
import dev.gatehouse.adapter.embedded.code.PendingRegistrations.Pending;
import dev.gatehouse.adapter.embedded.hashing.PasswordHash;
import dev.gatehouse.adapter.embedded.store.Transaction;
import dev.gatehouse.domain.Caller;
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
import java.util.List;

/**
 * Creates users.
 *
 * <p>A registration that needs a code is not a user yet, so it takes no name. The first one whose
 * code is entered becomes the user, with its own password, and the others of the name are dropped.
 */
final class EmbeddedRegistrations implements Registrations {
  private final Accounts accounts;
  private final PendingRegistrations pending;
  private final RegistrationConfirmation confirmation;

  EmbeddedRegistrations(Accounts accounts, RegistrationConfirmation confirmation) {
    this.accounts = accounts;
    this.pending = accounts.registrations();
    this.confirmation = confirmation;
  }

  @Override
  public RegistrationOutcome register(Caller caller, NewUser user) {
    return accounts
        .calls()
        .runHashing(
            "register",
            () ->
                switch (confirmation) {
                  case AUTO -> addUser(user);
                  case CODE -> addRegistration(user);
                });
  }

  private RegistrationOutcome addUser(NewUser user) {
    // The password is hashed first, so that a taken name takes as long, and outside of any lock.
    PasswordHash hash = accounts.hasher().hash(user.password());
    String subject = accounts.users().newSubject();
    boolean added =
        accounts
            .database()
            .write(
                transaction -> {
                  PendingRegistrations.deleteAll(transaction, user.username());
                  return accounts
                      .users()
                      .add(
                          transaction,
                          subject,
                          user.username(),
                          user.email().value(),
                          false,
                          hash,
                          accounts.clock().instant());
                });
    return added ? new Registered(new Subject(subject)) : new UsernameTaken();
  }

  /** A taken name costs as many hashes and writes as a free one. */
  private RegistrationOutcome addRegistration(NewUser user) {
    ConfirmationCode code = accounts.codes().newCode();
    Pending registration =
        new Pending(
            accounts.users().newSubject(),
            user.username(),
            user.email().value(),
            pending.hash(user.username(), user.password()),
            pending.hash(user.username(), code));
    TooManyAttempts tooMany = accounts.codes().acquire(registration.email());
    if (tooMany != null) {
      return tooMany;
    }
    Instant now = accounts.clock().instant();
    boolean added =
        accounts.database().write(transaction -> addUnlessTaken(transaction, registration, now));
    if (!added) {
      accounts.codes().sendNothing();
      return new UsernameTaken();
    }
    send(registration, code, now);
    return new ConfirmationRequired(new Subject(registration.subject()));
  }

  private boolean addUnlessTaken(Transaction transaction, Pending registration, Instant now) {
    boolean taken = accounts.users().isTaken(transaction, registration.username());
    if (taken) {
      pending.addExpired(transaction, registration, now);
    } else {
      pending.add(transaction, registration, now);
    }
    return !taken;
  }

  private void send(Pending registration, ConfirmationCode code, Instant now) {
    accounts
        .codes()
        .send(
            code,
            registration.username().value(),
            CodeKind.REGISTRATION,
            registration.email(),
            now);
  }

  @Override
  public ConfirmationOutcome confirm(Caller caller, Username username, ConfirmationCode code) {
    return accounts.calls().runHashing("confirm", () -> checkAndConfirm(username, code));
  }

  private ConfirmationOutcome checkAndConfirm(Username username, ConfirmationCode code) {
    Instant now = accounts.clock().instant();
    // The try is counted before the code is checked, so that simultaneous attempts count as
    // several.
    List<Pending> waiting = pending.takeTry(username, now);
    PasswordHash hash = pending.hash(username, code);
    return waiting.stream()
        .filter(registration -> registration.code().phc().equals(hash.phc()))
        .findFirst()
        .map(registration -> confirm(registration, now))
        .orElseGet(InvalidCode::new);
  }

  private ConfirmationOutcome confirm(Pending registration, Instant now) {
    return accounts
        .database()
        .write(
            transaction ->
                PendingRegistrations.consume(transaction, registration)
                        && accounts
                            .users()
                            .add(
                                transaction,
                                registration.subject(),
                                registration.username(),
                                registration.email(),
                                true,
                                registration.password(),
                                now)
                    ? new Confirmed()
                    : new InvalidCode());
  }

  @Override
  public void resendCode(Caller caller, Username username) {
    accounts.calls().runHashing("resend_code", () -> sendAgain(username));
  }

  private void sendAgain(Username username) {
    ConfirmationCode code = accounts.codes().newCode();
    PasswordHash hash = pending.hash(username, code);
    Instant now = accounts.clock().instant();
    Pending registration = pending.findOnly(username, now);
    if (registration != null
        && accounts.codes().acquire(registration.email()) == null
        && accounts
            .database()
            .write(transaction -> pending.replaceCode(transaction, registration, hash))) {
      send(registration, code, now);
    }
  }
}
