package dev.gatehouse.benchmarks;

import dev.gatehouse.adapter.embedded.EmbeddedIdentityProvider;
import dev.gatehouse.adapter.embedded.EmbeddedSettings;
import dev.gatehouse.adapter.embedded.hashing.PasswordHasher;
import dev.gatehouse.adapter.jwt.key.SignatureProvider;
import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.NewPassword;
import dev.gatehouse.domain.account.NewUser;
import dev.gatehouse.domain.account.Password;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import dev.gatehouse.domain.login.Credentials.UsernamePassword;
import dev.gatehouse.domain.login.LoginProgress.LoggedIn;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Measures the CPU time of a login of the embedded provider in a folder with the cheapest hash,
 * which takes some microseconds: reads, signatures and the write, without HTTP. Runs in this
 * process.
 */
final class LoginWithoutHash {
  private static final Caller CALLER = new Caller("request", ClientAddress.of("192.0.2.1"));
  private static final int ROUNDS = 5;
  private static final int LOGINS = 500;

  private LoginWithoutHash() {}

  static void print() {
    Cost cost = new Cost("a login without its hash and HTTP");
    try (Workspace workspace = new Workspace();
        EmbeddedIdentityProvider provider =
            EmbeddedIdentityProvider.in(settings(workspace), InstantSource.system())
                .hasher(new PasswordHasher(PasswordHasher.Cost.LEAST, new SecureRandom()))
                .signatures(SignatureProvider.fastest()::provider)
                .open()) {
      Username alice = new Username("alice");
      var _ =
          provider
              .registrations()
              .register(
                  CALLER,
                  new NewUser(
                      alice,
                      new NewPassword("Correct1horse"),
                      new EmailAddress("alice@example.com")));
      UsernamePassword credentials = new UsernamePassword(alice, new Password("Correct1horse"));
      logIn(provider, credentials);
      for (int round = 0; round < ROUNDS; round++) {
        Duration before = Cost.cpu(ProcessHandle.current());
        logIn(provider, credentials);
        cost.add(Cost.cpu(ProcessHandle.current()).minus(before), LOGINS);
      }
    }
    cost.print();
  }

  private static void logIn(EmbeddedIdentityProvider provider, UsernamePassword credentials) {
    for (int i = 0; i < LOGINS; i++) {
      if (!(provider.logins().logIn(CALLER, credentials) instanceof LoggedIn)) {
        throw new IllegalStateException("no login");
      }
    }
  }

  private static EmbeddedSettings settings(Workspace workspace) {
    return new EmbeddedSettings(
        workspace.folder().resolve("data"),
        "http://gatehouse.test",
        Duration.ofHours(1),
        Duration.ofDays(30),
        RegistrationConfirmation.AUTO);
  }
}
