package dev.gatehouse.adapter.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
      Map.of(
          "the emulator compares names with case, whatever the pool says",
          Set.of("names_that_differ_in_case_alone_are_one_name"),
          "its tokens have no origin_jti",
          Set.of("refreshed_tokens_belong_to_the_same_session"),
          "it has no GlobalSignOut",
          Set.of(
              "all_sessions_of_the_user_end_and_no_other",
              "sessions_that_a_logout_everywhere_ends_are_told"),
          "it takes access tokens whose session has ended",
          Set.of(
              "access_token_of_an_ended_session_changes_nothing",
              "access_token_of_an_ended_session_does_nothing",
              "access_token_of_an_ended_session_ends_nothing",
              "access_token_of_an_ended_session_tells_and_changes_nothing"),
          "it has no AdminUserGlobalSignOut",
          Set.of("reset_ends_all_sessions"),
          "it changes addresses at once",
          Set.of("address_changes_when_its_code_is_given"),
          "it leaves the address unverified",
          Set.of("confirmed_address_is_verified"),
          "it has no ResendConfirmationCode",
          Set.of("no_code_is_resent_where_nobody_waits_for_one", "resent_code_confirms"),
          "its logins ask for no code",
          Set.of(
              "app_in_force_stays_until_the_next_is_confirmed",
              "code_of_the_app_logs_in",
              "code_works_once",
              "confirmed_app_is_asked_for_at_the_next_login",
              "unknown_session_and_wrong_code_look_the_same",
              "wrong_code_does_not_log_in"));

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
                  emulator.endpoint()),
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
