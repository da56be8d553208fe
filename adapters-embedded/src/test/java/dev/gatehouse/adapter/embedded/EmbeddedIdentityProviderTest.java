package dev.gatehouse.adapter.embedded;

import static dev.gatehouse.adapter.embedded.Users.CALLER;
import static dev.gatehouse.adapter.embedded.Users.logIn;
import static dev.gatehouse.adapter.embedded.Users.named;
import static dev.gatehouse.adapter.embedded.Users.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.IdentityProviderUnavailableException.Reason;
import dev.gatehouse.domain.Secret;
import dev.gatehouse.domain.account.NewUser;
import dev.gatehouse.domain.account.RegistrationOutcome.Registered;
import dev.gatehouse.domain.account.RegistrationOutcome.UsernameTaken;
import dev.gatehouse.domain.login.LoginProgress.LoggedIn;
import dev.gatehouse.domain.refusal.InvalidCredentials;
import dev.gatehouse.domain.token.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Tests what is the same in memory and in a folder. */
final class EmbeddedIdentityProviderTest {
  private static final String UUID =
      "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00.987Z");
  private static final long SECOND = NOW.getEpochSecond();

  @AutoClose
  private final EmbeddedIdentityProvider provider =
      EmbeddedIdentityProvider.inMemory(InstantSource.fixed(NOW))
          .issuer("https://auth.example.com")
          .open();

  private final NewUser alice = named("Alice");

  @Test
  void id_token_has_the_claims_of_cognito() throws Exception {
    provider.registrations().register(CALLER, alice);

    Map<String, Object> claims = claims(tokens(provider, alice).idToken());

    assertThat(List.of(claims.get("sub"), claims.get("jti"), claims.get("origin_jti")))
        .doesNotHaveDuplicates()
        .allSatisfy(id -> assertThat(id.toString()).matches(UUID));
    assertThat(withoutIds(claims))
        .isEqualTo(
            JSONObjectUtils.parse(
                """
                {"iss": "https://auth.example.com", "aud": "gatehouse", "token_use": "id",
                 "auth_time": %1$d, "iat": %1$d, "exp": %2$d, "cognito:username": "Alice",
                 "email": "someone@example.com", "email_verified": false}
                """
                    .formatted(SECOND, SECOND + 3600)));
  }

  @Test
  void access_token_has_the_claims_of_cognito() throws Exception {
    provider.registrations().register(CALLER, alice);

    Tokens tokens = tokens(provider, alice);
    assertThat(tokens.expiresIn()).isEqualTo(Duration.ofHours(1));
    assertThat(tokens.refreshToken().reveal()).as("256 opaque bits").matches("[\\w-]{43}");
    Map<String, Object> claims = claims(tokens.accessToken());

    Map<String, Object> idClaims = claims(tokens.idToken());
    assertThat(claims)
        .containsEntry("sub", idClaims.get("sub"))
        .containsEntry("origin_jti", idClaims.get("origin_jti"))
        .doesNotContainEntry("jti", idClaims.get("jti"));
    assertThat(claims.get("jti")).asString().matches(UUID);
    assertThat(withoutIds(claims))
        .isEqualTo(
            JSONObjectUtils.parse(
                """
                {"iss": "https://auth.example.com", "client_id": "gatehouse",
                 "token_use": "access", "scope": "aws.cognito.signin.user.admin",
                 "auth_time": %1$d, "iat": %1$d, "exp": %2$d, "username": "Alice"}
                """
                    .formatted(SECOND, SECOND + 3600)));
  }

  @Test
  void name_works_in_every_normalization_form() throws Exception {
    NewUser decomposed = named("E\u0301lodie");
    NewUser composed = named("\u00c9lodie");
    provider.registrations().register(CALLER, decomposed);

    assertThat(provider.registrations().register(CALLER, composed)).isEqualTo(new UsernameTaken());
    assertThat(claims(tokens(provider, composed).idToken()))
        .containsEntry("cognito:username", "E\u0301lodie");
  }

  private static Map<String, Object> withoutIds(Map<String, Object> claims) {
    Map<String, Object> rest = new HashMap<>(claims);
    rest.keySet().removeAll(Set.of("sub", "jti", "origin_jti"));
    return rest;
  }

  @Test
  void key_set_contains_one_public_key_with_its_thumbprint() throws Exception {
    assertThat(JSONObjectUtils.parse(provider.keySet())).containsOnlyKeys("keys");
    JWK key = JWKSet.parse(provider.keySet()).getKeys().getFirst();

    assertThat(JWKSet.parse(provider.keySet()).getKeys()).hasSize(1);
    assertThat(key.toJSONObject())
        .containsOnlyKeys("kty", "kid", "use", "alg", "n", "e")
        .containsEntry("kty", "RSA")
        .containsEntry("use", "sig")
        .containsEntry("alg", "RS256")
        .containsEntry("kid", key.computeThumbprint().toString());
    assertThat(key.size()).isEqualTo(2048);
    provider.registrations().register(CALLER, alice);
    JWSObject token = JWSObject.parse(tokens(provider, alice).idToken().reveal());
    assertThat(token.getHeader().toJSONObject())
        .isEqualTo(Map.of("kid", key.getKeyID(), "alg", "RS256"));
    assertThat(token.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
  }

  @Test
  void virtual_threads_can_register_and_log_in() throws Exception {
    // The hasher itself refuses virtual threads (see PasswordHasherTest).
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(callers.submit(() -> provider.registrations().register(CALLER, alice)).get())
          .isInstanceOf(Registered.class);
      assertThat(callers.submit(() -> logIn(provider, alice)).get()).isInstanceOf(LoggedIn.class);
    }
    assertThat(provider.computedHashes()).isEqualTo(2);
  }

  @Test
  void in_memory_providers_share_only_the_key() {
    provider.registrations().register(CALLER, alice);
    try (var other = EmbeddedIdentityProvider.inMemory(InstantSource.system()).open()) {
      assertThat(logIn(other, alice)).isEqualTo(new InvalidCredentials());
      assertThat(other.registrations().register(CALLER, alice)).isInstanceOf(Registered.class);
      assertThat(other.keySet()).isEqualTo(provider.keySet());
      assertThat(other.issuer()).isEqualTo("http://gatehouse.test");
    }
    assertThat(provider.registrations().register(CALLER, alice)).isEqualTo(new UsernameTaken());
  }

  @Test
  void closed_provider_is_unavailable_and_can_be_closed_again() {
    provider.close();
    provider.close();

    assertThatExceptionOfType(IdentityProviderUnavailableException.class)
        .isThrownBy(() -> provider.registrations().register(CALLER, alice))
        .matches(e -> e.reason() == Reason.UNAVAILABLE);
    assertThatExceptionOfType(IdentityProviderUnavailableException.class)
        .isThrownBy(() -> logIn(provider, alice));
    assertThatExceptionOfType(IdentityProviderUnavailableException.class)
        .isThrownBy(provider::keySet);
    assertThatExceptionOfType(IdentityProviderUnavailableException.class)
        .isThrownBy(provider::rotateSigningKey);
  }

  @Test
  void issuer_must_not_be_empty() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> EmbeddedIdentityProvider.inMemory(InstantSource.system()).issuer("").open());
  }

  private static Map<String, Object> claims(Secret token) throws Exception {
    return Objects.requireNonNull(JWSObject.parse(token.reveal()).getPayload().toJSONObject());
  }
}
