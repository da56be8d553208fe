package dev.gatehouse.adapter.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.adapter.cognito.quota.Quotas;
import dev.gatehouse.adapter.jwt.JwksTokenVerifier;
import dev.gatehouse.adapter.jwt.TrustedIssuer;
import dev.gatehouse.adapter.jwt.VerifierSettings;
import dev.gatehouse.adapter.jwt.key.KeySetSource;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import dev.gatehouse.harness.emulator.CognitoLocal;
import dev.gatehouse.harness.emulator.RequiresTool;
import dev.gatehouse.harness.emulator.Tool;
import dev.gatehouse.testkit.IdentityProviderContract;
import dev.gatehouse.testkit.ProviderFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

/** Runs the contract tests over HTTP, against an emulator of Cognito. */
@RequiresTool(Tool.NODE)
@Timeout(120)
final class CognitoLocalContractTest extends IdentityProviderContract {
  private static final Map<String, Set<String>> GAPS =
      Map.ofEntries(
          Map.entry(
              "the emulator compares names with case, whatever the pool says",
              Set.of("names_that_differ_only_in_case_are_equal")),
          Map.entry(
              "its tokens have no origin_jti",
              Set.of("refreshed_tokens_belong_to_the_same_session")),
          Map.entry(
              "it has no GlobalSignOut",
              Set.of(
                  "logout_everywhere_ends_all_sessions_of_the_user_only",
                  "logout_everywhere_returns_the_ended_sessions")),
          Map.entry(
              "it takes access tokens whose session has ended",
              Set.of(
                  "access_token_of_an_ended_session_changes_nothing",
                  "access_token_of_an_ended_session_does_nothing",
                  "access_token_of_an_ended_session_ends_nothing",
                  "access_token_of_an_ended_session_cannot_use_totp")),
          Map.entry("it has no AdminUserGlobalSignOut", Set.of("reset_ends_all_sessions")),
          Map.entry(
              "it changes addresses at once",
              Set.of(
                  "address_changes_after_its_code_is_confirmed",
                  "reset_code_is_void_after_the_address_changed")),
          Map.entry(
              "it keeps a reset code although the password has changed",
              Set.of("reset_code_is_void_after_the_password_changed")),
          Map.entry(
              "a user pool keeps a name for its first registration, also the real one",
              Set.of("code_confirms_only_its_own_registration")),
          Map.entry("it leaves the address unverified", Set.of("confirmed_address_is_verified")),
          Map.entry(
              "it has no ResendConfirmationCode",
              Set.of(
                  "unknown_or_confirmed_user_gets_no_new_code",
                  "only_the_resent_code_confirms_the_user")),
          Map.entry(
              "its logins ask for no code",
              Set.of(
                  "active_totp_stays_until_the_new_one_is_confirmed",
                  "totp_code_completes_the_login",
                  "totp_code_works_once",
                  "login_requires_confirmed_totp",
                  "unknown_session_and_wrong_code_give_the_same_result",
                  "wrong_totp_code_does_not_log_in")));

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

  @Override
  protected ProviderFixture open(RegistrationConfirmation confirmation) {
    return new Fixture(confirmation);
  }

  /** A separate pool, with a provider and a verifier for it. */
  private static final class Fixture implements ProviderFixture {
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

    private Fixture(RegistrationConfirmation confirmation) {
      provider =
          new CognitoIdentityProvider(
              new CognitoSettings(
                  "local",
                  pool.userPoolId(),
                  pool.clientId(),
                  null,
                  confirmation,
                  emulator.endpoint(),
                  Quotas.NONE,
                  new RiskContext("localhost", false)),
              Fixtures.CREDENTIALS,
              Fixtures.PATIENT);
    }

    @Override
    public CognitoIdentityProvider provider() {
      return provider;
    }

    @Override
    public JwksTokenVerifier verifier() {
      return verifier;
    }

    /** Reads the code from the emulator, which stores it with the user. */
    @Override
    public @Nullable ConfirmationCode newestCode(EmailAddress address) {
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

    @Override
    public Map<String, Set<String>> gaps() {
      return GAPS;
    }

    @Override
    public void close() {
      verifier.close();
      provider.close();
    }
  }
}
