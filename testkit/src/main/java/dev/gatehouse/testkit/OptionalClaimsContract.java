package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Group;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.port.TokenVerifier;
import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.TokenRefusal;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.token.VerificationOutcome;
import dev.gatehouse.domain.token.VerificationOutcome.Refused;
import dev.gatehouse.domain.token.VerificationOutcome.Verified;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests that claims that do not decide never refuse a token. */
abstract class OptionalClaimsContract {
  static final String ISSUER = "https://issuer.example.com/pool";
  static final String CLIENT = "client-1";
  static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  static final TokenMint MINT = new TokenMint(ISSUER, "key-1");
  static final Subject ALICE = new Subject("5ad1c3f0-0000-4000-8000-000000000001");
  static final Set<TokenUse> ID = Set.of(TokenUse.ID);
  static final Set<TokenUse> ACCESS = Set.of(TokenUse.ACCESS);

  /** Values that are neither a text, nor a list, nor a Boolean. */
  private static final List<@Nullable Object> ODD = Arrays.asList(null, 1, 1.5, Map.of("x", "y"));

  /**
   * Returns a verifier that trusts one issuer.
   *
   * @param keySet gives the issuer's key set; throws {@link UncheckedIOException} if it can't be
   *     reached
   * @param issuer the issuer to trust
   * @param clientId the client that tokens must be issued for
   * @param clock gives the current time to the verifier
   */
  protected abstract TokenVerifier verifier(
      Supplier<String> keySet, String issuer, String clientId, InstantSource clock);

  @Test
  void unreadable_address_is_left_out() {
    for (Object odd : ODD) {
      assertThat(identityWith("email", odd).email()).isNull();
    }
    assertThat(identityWith("email", "no address").email()).isNull();
  }

  @Test
  void only_the_value_true_verifies_an_address() {
    EmailAddress address = new EmailAddress("alice@example.com");
    for (Object odd : ODD) {
      assertThat(identityWith("email_verified", odd).email())
          .isEqualTo(new Identity.Email(address, false));
    }
    assertThat(identityWith("email_verified", "true").email())
        .isEqualTo(new Identity.Email(address, false));
    assertThat(identityWith("email_verified", true).email())
        .isEqualTo(new Identity.Email(address, true));
  }

  @Test
  void unreadable_groups_are_left_out() {
    for (Object odd : ODD) {
      assertThat(identityWith("cognito:groups", odd).groups()).isEmpty();
    }
    assertThat(identityWith("cognito:groups", "admins").groups()).isEmpty();
    List<@Nullable Object> mixed =
        Arrays.asList("ad mins", "x".repeat(300), null, 1, List.of("admins"), "Admins", "");
    assertThat(identityWith("cognito:groups", mixed).groups()).containsExactly(new Group("Admins"));
  }

  @Test
  void custom_claim_of_any_form_is_accepted() {
    for (Object odd : ODD) {
      assertThat(identityWith("custom:tenant", odd).subject()).isEqualTo(ALICE);
    }
    Object deep = "deep";
    for (int i = 0; i < 100; i++) {
      deep = List.of(deep);
    }
    assertThat(identityWith("custom:tenant", deep).subject()).isEqualTo(ALICE);
    assertThat(identityWith("custom:tenant", 1e300).subject()).isEqualTo(ALICE);
  }

  @Test
  void custom_claims_are_part_of_the_identity() {
    assertThat(identityWith("custom:tenant", "acme").customClaims().text("custom:tenant"))
        .hasValue("acme");
    assertThat(identityWith("plan", true).customClaims().flag("plan")).hasValue(true);
    assertThat(identityWith("seats", 12L).customClaims().number("seats")).hasValue(12);
    assertThat(identityWith("roles", List.of("a", "b")).customClaims().texts("roles"))
        .containsExactly("a", "b");
    assertThat(identityWith("custom:tenant", "acme"))
        .asString()
        .doesNotContain("acme", "custom:tenant");
  }

  @Test
  void id_token_with_the_type_of_an_access_token_is_refused() {
    Map<String, @Nullable Object> header = with(MINT.header(), "typ", "at+jwt");

    assertRefused(verify(MINT.token(header, idClaims()), ID), TokenRefusal.Header.WRONG_TYPE);
    assertThat(verify(MINT.token(header, accessClaims()), ACCESS)).isInstanceOf(Verified.class);
  }

  private Identity identityWith(String claim, @Nullable Object value) {
    VerificationOutcome outcome = verify(MINT.token(with(idClaims(), claim, value)), ID);
    assertThat(outcome).as("%s %s", claim, value).isInstanceOf(Verified.class);
    return ((Verified) outcome).claims().identity();
  }

  Map<String, @Nullable Object> idClaims() {
    return MINT.idClaims(CLIENT, NOW);
  }

  Map<String, @Nullable Object> accessClaims() {
    return MINT.accessClaims(CLIENT, NOW);
  }

  /** Sets a field of a header or of claims. */
  static Map<String, @Nullable Object> with(
      Map<String, @Nullable Object> fields, String name, @Nullable Object value) {
    fields.put(name, value);
    return fields;
  }

  VerificationOutcome verify(BearerToken token, Set<TokenUse> accepted) {
    return verifier(MINT::keySet, ISSUER, CLIENT, () -> NOW).verify(token, accepted);
  }

  static void assertRefused(VerificationOutcome outcome, TokenRefusal reason) {
    assertThat(outcome).isEqualTo(new Refused(reason));
  }
}
