package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Group;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.port.TokenVerifier;
import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.TokenRefusal;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.token.VerificationOutcome;
import dev.gatehouse.domain.token.VerificationOutcome.Refused;
import dev.gatehouse.domain.token.VerificationOutcome.Verified;
import dev.gatehouse.domain.token.VerifiedClaims;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests that every {@code TokenVerifier} must pass. */
public abstract class TokenVerifierContract extends OptionalClaimsContract {

  private static final TokenMint STRANGER = new TokenMint(ISSUER, "key-1");

  @Test
  void valid_id_token_yields_the_identity() {
    assertVerified(
        verify(MINT.token(with(idClaims(), "cognito:groups", List.of("admins", "editors"))), ID),
        TokenUse.ID,
        new Identity(
            ALICE,
            new Username("Alice"),
            new Identity.Email(new EmailAddress("alice@example.com"), true),
            Set.of(new Group("admins"), new Group("editors"))));
  }

  @Test
  void valid_access_token_yields_the_identity_without_email() {
    assertVerified(
        verify(MINT.token(accessClaims()), ACCESS),
        TokenUse.ACCESS,
        new Identity(ALICE, new Username("Alice"), null, Set.of()));
  }

  @Test
  void token_without_origin_claim_is_accepted() {
    Map<String, @Nullable Object> claims = idClaims();
    claims.remove("origin_jti");

    Verified verified = (Verified) verify(MINT.token(claims), ID);
    assertThat(verified.claims().session()).isNull();
  }

  @Test
  void malformed_token_is_refused() {
    for (String text : List.of("x", "a.b", "a.b.c", "a.b.c.d", "...", "{}", "\u0000", "é.é.é")) {
      Refused refused = (Refused) verify(new BearerToken(text), ID);
      assertThat(refused.reason()).as(text).isInstanceOf(TokenRefusal.Form.class);
    }
  }

  @Test
  void unsigned_token_is_refused() {
    String[] parts =
        MINT.token(with(MINT.header(), "alg", "none"), idClaims()).reveal().split("\\.", -1);

    for (String signature : List.of("", parts[2])) {
      assertThat(verify(new BearerToken(parts[0] + "." + parts[1] + "." + signature), ID))
          .isInstanceOf(Refused.class);
    }
  }

  @Test
  void token_of_another_algorithm_is_refused() {
    for (String algorithm : List.of("RS512", "PS256", "ES256", "HS256", "rs256", "")) {
      BearerToken token = MINT.token(with(MINT.header(), "alg", algorithm), idClaims());
      assertThat(verify(token, ID)).as(algorithm).isInstanceOf(Refused.class);
    }
    assertThat(verify(MINT.tokenWithMac(idClaims()), ID)).isInstanceOf(Refused.class);
  }

  @Test
  void token_of_an_unknown_key_is_refused() {
    BearerToken token = STRANGER.token(with(STRANGER.header(), "kid", "key-2"), idClaims());

    assertRefused(verify(token, ID), TokenRefusal.Key.UNKNOWN_KEY);
  }

  @Test
  void token_signed_with_a_wrong_key_is_refused() {
    Map<String, @Nullable Object> header = with(STRANGER.header(), "jwk", STRANGER.publicKey());

    assertRefused(verify(STRANGER.token(idClaims()), ID), TokenRefusal.Key.BAD_SIGNATURE);
    assertThat(verify(STRANGER.token(header, idClaims()), ID)).isInstanceOf(Refused.class);
  }

  @Test
  void changed_token_is_refused() {
    Map<String, @Nullable Object> admin = with(idClaims(), "cognito:groups", List.of("admins"));
    String[] honest = MINT.token(idClaims()).reveal().split("\\.", -1);
    String[] forged = MINT.token(admin).reveal().split("\\.", -1);

    assertRefused(
        verify(new BearerToken(honest[0] + "." + forged[1] + "." + honest[2]), ID),
        TokenRefusal.Key.BAD_SIGNATURE);
  }

  @Test
  void token_of_another_issuer_is_refused() {
    for (String issuer : List.of(ISSUER + "/", ISSUER.replace("pool", "pool2"), "", "HTTPS://x")) {
      BearerToken token = MINT.token(with(idClaims(), "iss", issuer));
      assertRefused(verify(token, ID), TokenRefusal.Claim.WRONG_ISSUER);
    }
  }

  @Test
  void token_of_another_client_is_refused() {
    BearerToken id = MINT.token(with(idClaims(), "aud", "client-2"));
    BearerToken access = MINT.token(with(accessClaims(), "client_id", "client-2"));

    assertRefused(verify(id, ID), TokenRefusal.Claim.WRONG_CLIENT);
    assertRefused(verify(access, ACCESS), TokenRefusal.Claim.WRONG_CLIENT);
  }

  @Test
  void token_of_another_use_is_refused() {
    assertRefused(verify(MINT.token(idClaims()), ACCESS), TokenRefusal.Claim.WRONG_USE);
    assertRefused(verify(MINT.token(accessClaims()), ID), TokenRefusal.Claim.WRONG_USE);
    assertThat(verify(MINT.token(accessClaims()), Set.of(TokenUse.ID, TokenUse.ACCESS)))
        .isInstanceOf(Verified.class);
  }

  @Test
  void expired_token_is_refused() {
    Map<String, @Nullable Object> claims = MINT.idClaims(CLIENT, NOW.minusSeconds(3600 + 60));

    assertRefused(verify(MINT.token(claims), ID), TokenRefusal.Claim.EXPIRED);
  }

  @Test
  void token_with_future_time_is_refused() {
    Instant later = NOW.plusSeconds(60);
    BearerToken issuedLater = MINT.token(MINT.idClaims(CLIENT, later));
    BearerToken validLater = MINT.token(with(idClaims(), "nbf", later.getEpochSecond()));

    assertRefused(verify(issuedLater, ID), TokenRefusal.Claim.ISSUED_IN_FUTURE);
    assertRefused(verify(validLater, ID), TokenRefusal.Claim.NOT_YET_VALID);
  }

  @Test
  void token_with_missing_or_malformed_claim_is_refused() {
    for (String claim : List.of("sub", "iss", "exp", "iat", "token_use")) {
      assertNeeded(claim, this::idClaims, ID);
      assertNeeded(claim, this::accessClaims, ACCESS);
    }
    assertNeeded("aud", this::idClaims, ID);
    assertNeeded("cognito:username", this::idClaims, ID);
    assertNeeded("client_id", this::accessClaims, ACCESS);
    assertNeeded("username", this::accessClaims, ACCESS);
  }

  private void assertNeeded(
      String claim, Supplier<Map<String, @Nullable Object>> good, Set<TokenUse> accepted) {
    Map<String, @Nullable Object> lacking = good.get();
    lacking.remove(claim);
    Map<String, @Nullable Object> nulled = good.get();
    nulled.put(claim, null);
    Map<String, @Nullable Object> mistyped = with(good.get(), claim, List.of());

    for (Map<String, @Nullable Object> claims : List.of(lacking, nulled, mistyped)) {
      assertThat(verify(MINT.token(claims), accepted)).as("%s", claims).isInstanceOf(Refused.class);
    }
  }

  @Test
  void unreachable_key_set_makes_verification_unavailable() {
    Supplier<String> unreachable =
        () -> {
          throw new UncheckedIOException(new IOException("the key set can't be reached"));
        };
    TokenVerifier verifier = verifier(unreachable, ISSUER, CLIENT, () -> NOW);

    assertThatExceptionOfType(IdentityProviderUnavailableException.class)
        .isThrownBy(() -> verifier.verify(MINT.token(idClaims()), ID));
  }

  private static void assertVerified(VerificationOutcome outcome, TokenUse use, Identity identity) {
    assertThat(outcome)
        .isEqualTo(
            new Verified(
                new VerifiedClaims(
                    identity, use, new SessionId("origin-1"), NOW, NOW, NOW.plusSeconds(3600))));
    // User names are equal if only their case differs, so this compares the spelling, too.
    assertThat(((Verified) outcome).claims().identity().username().value())
        .isEqualTo(identity.username().value());
  }
}
