package dev.gatehouse.adapter.embedded;

import static dev.gatehouse.domain.RegistrationConfirmation.AUTO;
import static dev.gatehouse.domain.RegistrationConfirmation.CODE;

import dev.gatehouse.adapter.embedded.PasswordHasher.Cost;
import dev.gatehouse.adapter.jwt.JwksTokenVerifier;
import dev.gatehouse.adapter.jwt.TrustedIssuer;
import dev.gatehouse.adapter.jwt.VerifierSettings;
import dev.gatehouse.domain.ConfirmationCode;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.RegistrationConfirmation;
import dev.gatehouse.domain.port.IdentityProvider;
import dev.gatehouse.domain.port.TokenVerifier;
import dev.gatehouse.testkit.IdentityProviderContract;
import dev.gatehouse.testkit.PasswordKeeperContract;
import dev.gatehouse.testkit.ProfileKeeperContract;
import dev.gatehouse.testkit.RegistrationCodeContract;
import dev.gatehouse.testkit.SessionKeeperContract;
import dev.gatehouse.testkit.TotpKeeperContract;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedIdentityProviderContractTest {
  /** Stands still, so that an app's codes are good for as long as a test takes. */
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-01T12:00:10Z"));

  private static EmbeddedIdentityProvider inMemory(RegistrationConfirmation confirmation) {
    return EmbeddedIdentityProvider.inMemory(CLOCK, "http://gatehouse.test", confirmation);
  }

  private static EmbeddedIdentityProvider onFile(
      Path folder, RegistrationConfirmation confirmation) {
    return EmbeddedIdentityProvider.open(
        new EmbeddedSettings(
            folder,
            "https://auth.example.com",
            Duration.ofHours(1),
            Duration.ofDays(30),
            confirmation),
        CLOCK,
        new PasswordHasher(Cost.LEAST, new SecureRandom()),
        new Workers(1));
  }

  /** A provider and a verifier of its tokens. */
  private record Bench(EmbeddedIdentityProvider provider, JwksTokenVerifier verifier) {
    static Bench of(EmbeddedIdentityProvider provider) {
      return new Bench(
          provider,
          new JwksTokenVerifier(
              List.of(
                  new TrustedIssuer(
                      provider.issuer(),
                      Set.of(EmbeddedIdentityProvider.CLIENT_ID),
                      provider::keySet)),
              VerifierSettings.DEFAULT,
              CLOCK,
              new Random()));
    }

    void close() {
      verifier.close();
      provider.close();
    }
  }

  abstract static class Logins extends IdentityProviderContract {
    private final Bench bench;

    Logins(EmbeddedIdentityProvider provider) {
      this.bench = Bench.of(provider);
    }

    @Override
    protected IdentityProvider provider() {
      return bench.provider();
    }

    @Override
    protected TokenVerifier verifier() {
      return bench.verifier();
    }

    @Override
    protected @Nullable ConfirmationCode newestCode(EmailAddress address) {
      return bench.provider().newestCode(address);
    }

    @AfterEach
    void close() {
      bench.close();
    }
  }

  @Nested
  final class LoginsInMemory extends Logins {
    LoginsInMemory() {
      super(inMemory(AUTO));
    }
  }

  @Nested
  final class LoginsOnFile extends Logins {
    LoginsOnFile(@TempDir Path folder) {
      super(onFile(folder, AUTO));
    }
  }

  abstract static class Confirmed extends RegistrationCodeContract {
    private final Bench bench;

    Confirmed(EmbeddedIdentityProvider provider) {
      this.bench = Bench.of(provider);
    }

    @Override
    protected IdentityProvider provider() {
      return bench.provider();
    }

    @Override
    protected TokenVerifier verifier() {
      return bench.verifier();
    }

    @Override
    protected @Nullable ConfirmationCode newestCode(EmailAddress address) {
      return bench.provider().newestCode(address);
    }

    @AfterEach
    void close() {
      bench.close();
    }
  }

  @Nested
  final class ConfirmedInMemory extends Confirmed {
    ConfirmedInMemory() {
      super(inMemory(CODE));
    }
  }

  @Nested
  final class ConfirmedOnFile extends Confirmed {
    ConfirmedOnFile(@TempDir Path folder) {
      super(onFile(folder, CODE));
    }
  }

  abstract static class SessionsKept extends SessionKeeperContract {
    private final Bench bench;

    SessionsKept(EmbeddedIdentityProvider provider) {
      this.bench = Bench.of(provider);
    }

    @Override
    protected IdentityProvider provider() {
      return bench.provider();
    }

    @Override
    protected TokenVerifier verifier() {
      return bench.verifier();
    }

    @Override
    protected @Nullable ConfirmationCode newestCode(EmailAddress address) {
      return bench.provider().newestCode(address);
    }

    @AfterEach
    void close() {
      bench.close();
    }
  }

  @Nested
  final class SessionsKeptInMemory extends SessionsKept {
    SessionsKeptInMemory() {
      super(inMemory(AUTO));
    }
  }

  @Nested
  final class SessionsKeptOnFile extends SessionsKept {
    SessionsKeptOnFile(@TempDir Path folder) {
      super(onFile(folder, AUTO));
    }
  }

  abstract static class PasswordsKept extends PasswordKeeperContract {
    private final Bench bench;

    PasswordsKept(EmbeddedIdentityProvider provider) {
      this.bench = Bench.of(provider);
    }

    @Override
    protected IdentityProvider provider() {
      return bench.provider();
    }

    @Override
    protected TokenVerifier verifier() {
      return bench.verifier();
    }

    @Override
    protected @Nullable ConfirmationCode newestCode(EmailAddress address) {
      return bench.provider().newestCode(address);
    }

    @AfterEach
    void close() {
      bench.close();
    }
  }

  @Nested
  final class PasswordsKeptInMemory extends PasswordsKept {
    PasswordsKeptInMemory() {
      super(inMemory(AUTO));
    }
  }

  @Nested
  final class PasswordsKeptOnFile extends PasswordsKept {
    PasswordsKeptOnFile(@TempDir Path folder) {
      super(onFile(folder, AUTO));
    }
  }

  abstract static class ProfilesKept extends ProfileKeeperContract {
    private final Bench bench;

    ProfilesKept(EmbeddedIdentityProvider provider) {
      this.bench = Bench.of(provider);
    }

    @Override
    protected IdentityProvider provider() {
      return bench.provider();
    }

    @Override
    protected TokenVerifier verifier() {
      return bench.verifier();
    }

    @Override
    protected @Nullable ConfirmationCode newestCode(EmailAddress address) {
      return bench.provider().newestCode(address);
    }

    @AfterEach
    void close() {
      bench.close();
    }
  }

  @Nested
  final class ProfilesKeptInMemory extends ProfilesKept {
    ProfilesKeptInMemory() {
      super(inMemory(AUTO));
    }
  }

  @Nested
  final class ProfilesKeptOnFile extends ProfilesKept {
    ProfilesKeptOnFile(@TempDir Path folder) {
      super(onFile(folder, AUTO));
    }
  }

  abstract static class Apps extends TotpKeeperContract {
    private final Bench bench;

    Apps(EmbeddedIdentityProvider provider) {
      this.bench = Bench.of(provider);
    }

    @Override
    protected IdentityProvider provider() {
      return bench.provider();
    }

    @Override
    protected TokenVerifier verifier() {
      return bench.verifier();
    }

    @Override
    protected InstantSource clock() {
      return CLOCK;
    }

    @Override
    protected @Nullable ConfirmationCode newestCode(EmailAddress address) {
      return bench.provider().newestCode(address);
    }

    @AfterEach
    void close() {
      bench.close();
    }
  }

  @Nested
  final class AppsInMemory extends Apps {
    AppsInMemory() {
      super(inMemory(AUTO));
    }
  }

  @Nested
  final class AppsOnFile extends Apps {
    AppsOnFile(@TempDir Path folder) {
      super(onFile(folder, AUTO));
    }
  }
}
