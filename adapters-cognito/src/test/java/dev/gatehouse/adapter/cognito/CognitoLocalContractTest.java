package dev.gatehouse.adapter.cognito;

import static dev.gatehouse.domain.RegistrationConfirmation.AUTO;
import static dev.gatehouse.domain.RegistrationConfirmation.CODE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.adapter.jwt.JwksTokenVerifier;
import dev.gatehouse.adapter.jwt.KeySetSource;
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
import dev.gatehouse.testkit.Promise;
import dev.gatehouse.testkit.RegistrationCodeContract;
import dev.gatehouse.testkit.SessionKeeperContract;
import dev.gatehouse.testkit.TotpKeeperContract;
import dev.gatehouse.testkit.emulator.CognitoLocal;
import dev.gatehouse.testkit.emulator.RequiresTool;
import dev.gatehouse.testkit.emulator.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Timeout;

/** The contracts over HTTP, against an emulator of the service. */
@RequiresTool(Tool.NODE)
@Timeout(120)
final class CognitoLocalContractTest {
  private static final Map<Promise, String> GAPS =
      Map.of(
          Promise.NAMES_WITHOUT_CASE,
          "the emulator compares names with case, whatever the pool says",
          Promise.ORIGIN_OF_REFRESHED_TOKENS,
          "its tokens have no origin_jti",
          Promise.END_OF_ALL_SESSIONS,
          "it has no GlobalSignOut",
          Promise.END_OF_ACCESS,
          "it takes access tokens whose session has ended",
          Promise.RESET_ENDS_SESSIONS,
          "it has no AdminUserGlobalSignOut",
          Promise.VERIFICATION_BEFORE_CHANGE,
          "it changes addresses at once",
          Promise.CONFIRMED_ADDRESS_IS_VERIFIED,
          "it leaves the address unverified",
          Promise.RESENT_CODE,
          "it has no ResendConfirmationCode",
          Promise.AUTHENTICATOR_APPS,
          "its logins ask for no code");

  @SuppressWarnings("NullAway.Init")
  private static CognitoLocal emulator;

  @BeforeAll
  static void startEmulator() {
    emulator = CognitoLocal.start();
  }

  @AfterAll
  static void stopEmulator() {
    emulator.close();
  }

  /** A pool of its own, a provider and a verifier for it. */
  private static final class Bench {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CognitoLocal.UserPool pool = emulator.createUserPool();
    private final CognitoIdentityProvider provider;
    private final JwksTokenVerifier verifier =
        new JwksTokenVerifier(
            List.of(
                new TrustedIssuer(
                    pool.issuer(), Set.of(pool.clientId()), KeySetSource.at(pool.jwksUrl()))),
            VerifierSettings.DEFAULT,
            InstantSource.system(),
            new Random());

    private Bench(RegistrationConfirmation confirmation) {
      provider =
          new CognitoIdentityProvider(
              new CognitoSettings(
                  "local",
                  pool.userPoolId(),
                  pool.clientId(),
                  null,
                  confirmation,
                  emulator.endpoint()),
              Fixtures.CREDENTIALS,
              Fixtures.PATIENT);
    }

    /** The emulator keeps codes with their users. */
    private @Nullable ConfirmationCode newestCode(EmailAddress address) {
      try {
        for (JsonNode user : JSON.readTree(emulator.users(pool).toFile()).path("Users")) {
          if (has(user.path("Attributes"), address)
              || has(user.path("UnverifiedAttributeChanges"), address)) {
            JsonNode code =
                user.has("AttributeVerificationCode")
                    ? user.path("AttributeVerificationCode")
                    : user.path("ConfirmationCode");
            return code.isTextual() ? new ConfirmationCode(code.asText()) : null;
          }
        }
        return null;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static boolean has(JsonNode attributes, EmailAddress address) {
      for (JsonNode attribute : attributes) {
        if (attribute.path("Name").asText().equals("email")
            && attribute.path("Value").asText().equals(address.value())) {
          return true;
        }
      }
      return false;
    }

    private void close() {
      verifier.close();
      provider.close();
    }
  }

  @Nested
  final class Logins extends IdentityProviderContract {
    private final Bench bench = new Bench(AUTO);

    @Override
    protected IdentityProvider provider() {
      return bench.provider;
    }

    @Override
    protected TokenVerifier verifier() {
      return bench.verifier;
    }

    @Override
    protected @Nullable ConfirmationCode newestCode(EmailAddress address) {
      return bench.newestCode(address);
    }

    @Override
    protected Map<Promise, String> gaps() {
      return GAPS;
    }

    @AfterEach
    void close() {
      bench.close();
    }
  }

  @Nested
  final class Confirmed extends RegistrationCodeContract {
    private final Bench bench = new Bench(CODE);

    @Override
    protected IdentityProvider provider() {
      return bench.provider;
    }

    @Override
    protected TokenVerifier verifier() {
      return bench.verifier;
    }

    @Override
    protected @Nullable ConfirmationCode newestCode(EmailAddress address) {
      return bench.newestCode(address);
    }

    @Override
    protected Map<Promise, String> gaps() {
      return GAPS;
    }

    @AfterEach
    void close() {
      bench.close();
    }
  }

  @Nested
  final class SessionsKept extends SessionKeeperContract {
    private final Bench bench = new Bench(AUTO);

    @Override
    protected IdentityProvider provider() {
      return bench.provider;
    }

    @Override
    protected TokenVerifier verifier() {
      return bench.verifier;
    }

    @Override
    protected @Nullable ConfirmationCode newestCode(EmailAddress address) {
      return bench.newestCode(address);
    }

    @Override
    protected Map<Promise, String> gaps() {
      return GAPS;
    }

    @AfterEach
    void close() {
      bench.close();
    }
  }

  @Nested
  final class PasswordsKept extends PasswordKeeperContract {
    private final Bench bench = new Bench(AUTO);

    @Override
    protected IdentityProvider provider() {
      return bench.provider;
    }

    @Override
    protected TokenVerifier verifier() {
      return bench.verifier;
    }

    @Override
    protected @Nullable ConfirmationCode newestCode(EmailAddress address) {
      return bench.newestCode(address);
    }

    @Override
    protected Map<Promise, String> gaps() {
      return GAPS;
    }

    @AfterEach
    void close() {
      bench.close();
    }
  }

  @Nested
  final class ProfilesKept extends ProfileKeeperContract {
    private final Bench bench = new Bench(AUTO);

    @Override
    protected IdentityProvider provider() {
      return bench.provider;
    }

    @Override
    protected TokenVerifier verifier() {
      return bench.verifier;
    }

    @Override
    protected @Nullable ConfirmationCode newestCode(EmailAddress address) {
      return bench.newestCode(address);
    }

    @Override
    protected Map<Promise, String> gaps() {
      return GAPS;
    }

    @AfterEach
    void close() {
      bench.close();
    }
  }

  @Nested
  final class AppsKept extends TotpKeeperContract {
    private final Bench bench = new Bench(AUTO);

    @Override
    protected IdentityProvider provider() {
      return bench.provider;
    }

    @Override
    protected TokenVerifier verifier() {
      return bench.verifier;
    }

    @Override
    protected InstantSource clock() {
      return InstantSource.system();
    }

    @Override
    protected @Nullable ConfirmationCode newestCode(EmailAddress address) {
      return bench.newestCode(address);
    }

    @Override
    protected Map<Promise, String> gaps() {
      return GAPS;
    }

    @AfterEach
    void close() {
      bench.close();
    }
  }
}
