package dev.gatehouse.adapter.cognito;

import dev.gatehouse.adapter.jwt.JwksTokenVerifier;
import dev.gatehouse.adapter.jwt.KeySetSource;
import dev.gatehouse.adapter.jwt.TrustedIssuer;
import dev.gatehouse.adapter.jwt.VerifierSettings;
import dev.gatehouse.domain.port.IdentityProvider;
import dev.gatehouse.domain.port.TokenVerifier;
import dev.gatehouse.testkit.IdentityProviderContract;
import dev.gatehouse.testkit.Promise;
import dev.gatehouse.testkit.emulator.CognitoLocal;
import dev.gatehouse.testkit.emulator.RequiresTool;
import dev.gatehouse.testkit.emulator.Tool;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

/** The contract over HTTP, against an emulator of the service. */
@RequiresTool(Tool.NODE)
@Timeout(60)
final class CognitoLocalContractTest extends IdentityProviderContract {
  @SuppressWarnings("NullAway.Init")
  private static CognitoLocal emulator;

  private final CognitoLocal.UserPool pool = emulator.createUserPool();
  private final CognitoIdentityProvider provider =
      new CognitoIdentityProvider(
          new CognitoSettings(
              "local", pool.userPoolId(), pool.clientId(), null, emulator.endpoint()),
          Fixtures.CREDENTIALS,
          Fixtures.PATIENT);
  private final JwksTokenVerifier verifier =
      new JwksTokenVerifier(
          List.of(
              new TrustedIssuer(
                  pool.issuer(), Set.of(pool.clientId()), KeySetSource.at(pool.jwksUrl()))),
          VerifierSettings.DEFAULT,
          InstantSource.system(),
          new Random());

  @BeforeAll
  static void startEmulator() {
    emulator = CognitoLocal.start();
  }

  @AfterAll
  static void stopEmulator() {
    emulator.close();
  }

  @AfterEach
  void close() {
    verifier.close();
    provider.close();
  }

  @Override
  protected IdentityProvider provider() {
    return provider;
  }

  @Override
  protected TokenVerifier verifier() {
    return verifier;
  }

  @Override
  protected Map<Promise, String> gaps() {
    return Map.of(
        Promise.NAMES_WITHOUT_CASE,
        "the emulator compares names with case, whatever the pool says");
  }
}
