package dev.gatehouse.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.domain.Group;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.port.RevokedTokens;
import dev.gatehouse.domain.port.TokenVerifier;
import dev.gatehouse.domain.token.AccountAccess;
import dev.gatehouse.domain.token.AccountAuthorizationOutcome;
import dev.gatehouse.domain.token.AuthorizationOutcome.Authorized;
import dev.gatehouse.domain.token.AuthorizationOutcome.Forbidden;
import dev.gatehouse.domain.token.AuthorizationOutcome.InvalidToken;
import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.TokenRefusal;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.token.VerificationOutcome;
import dev.gatehouse.domain.token.VerificationOutcome.Refused;
import dev.gatehouse.domain.token.VerificationOutcome.Verified;
import dev.gatehouse.domain.token.VerifiedClaims;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AuthorizationUseCaseTest {
  private static final BearerToken TOKEN = new BearerToken("token");
  private static final Group EDITORS = new Group("editors");
  private static final Identity EDITOR =
      new Identity(new Subject("s"), new Username("alice"), null, Set.of(EDITORS));
  private static final VerifiedClaims EDITORS_CLAIMS =
      new VerifiedClaims(EDITOR, TokenUse.ID, new SessionId("login-1"), Instant.EPOCH, Instant.MAX);

  private static final RevokedTokens NOTHING_REVOKED = new Revoked(Set.of());

  /** Knows from the start what is revoked. */
  private record Revoked(Set<VerifiedClaims> tokens) implements RevokedTokens {
    @Override
    public void revoke(SessionId session) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void revokeIssuedBefore(Subject subject, Instant time) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean contains(VerifiedClaims claims) {
      return tokens.contains(claims);
    }
  }

  @Test
  void account_is_opened_by_an_access_token_that_is_not_revoked() {
    VerifiedClaims claims =
        new VerifiedClaims(
            EDITOR, TokenUse.ACCESS, new SessionId("login-1"), Instant.EPOCH, Instant.MAX);
    TokenVerifier verifier =
        (_, accepted) -> {
          assertThat(accepted).containsExactly(TokenUse.ACCESS);
          return new Verified(claims);
        };

    assertThat(
            new AuthorizationUseCase(verifier, NOTHING_REVOKED, Set.of(TokenUse.ID))
                .authorizeAccount(TOKEN))
        .isEqualTo(
            new AccountAuthorizationOutcome.Authorized(
                new AccountAccess(TOKEN.asAccessToken(), claims)));
    assertThat(
            new AuthorizationUseCase(verifier, new Revoked(Set.of(claims)), Set.of(TokenUse.ID))
                .authorizeAccount(TOKEN))
        .isEqualTo(new AccountAuthorizationOutcome.InvalidToken(TokenRefusal.Claim.REVOKED));
    assertThat(answering(new Refused(TokenRefusal.Claim.WRONG_USE)).authorizeAccount(TOKEN))
        .isEqualTo(new AccountAuthorizationOutcome.InvalidToken(TokenRefusal.Claim.WRONG_USE));
  }

  @Test
  void verified_token_is_let_in() {
    assertThat(answering(new Verified(EDITORS_CLAIMS)).authorize(TOKEN))
        .isEqualTo(new Authorized(EDITOR));
  }

  @Test
  void refused_token_is_not_and_the_reason_is_passed_on() {
    TokenRefusal reason = TokenRefusal.Claim.EXPIRED;

    assertThat(answering(new Refused(reason)).authorize(TOKEN)).isEqualTo(new InvalidToken(reason));
    assertThat(answering(new Refused(reason)).authorize(TOKEN, EDITORS))
        .isEqualTo(new InvalidToken(reason));
  }

  @Test
  void member_of_the_group_is_let_in_and_nobody_else() {
    AuthorizationUseCase authorization = answering(new Verified(EDITORS_CLAIMS));

    assertThat(authorization.authorize(TOKEN, EDITORS)).isEqualTo(new Authorized(EDITOR));
    assertThat(authorization.authorize(TOKEN, new Group("Editors"))).isEqualTo(new Forbidden());
  }

  @Test
  void revoked_token_is_refused() {
    AuthorizationUseCase authorization =
        new AuthorizationUseCase(
            (_, _) -> new Verified(EDITORS_CLAIMS),
            new Revoked(Set.of(EDITORS_CLAIMS)),
            Set.of(TokenUse.ID));

    assertThat(authorization.authorize(TOKEN))
        .isEqualTo(new InvalidToken(TokenRefusal.Claim.REVOKED));
    assertThat(authorization.authorize(TOKEN, EDITORS))
        .isEqualTo(new InvalidToken(TokenRefusal.Claim.REVOKED));
  }

  @Test
  void verifier_is_asked_for_the_accepted_uses() {
    List<Set<TokenUse>> asked = new ArrayList<>();
    TokenVerifier verifier =
        (_, accepted) -> {
          asked.add(accepted);
          return new Verified(EDITORS_CLAIMS);
        };

    new AuthorizationUseCase(verifier, NOTHING_REVOKED, Set.of(TokenUse.ACCESS)).authorize(TOKEN);

    assertThat(asked).containsExactly(Set.of(TokenUse.ACCESS));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AuthorizationUseCase(verifier, NOTHING_REVOKED, Set.of()));
  }

  @Test
  void verifier_without_keys_decides_nothing() {
    TokenVerifier verifier =
        (_, _) -> {
          throw IdentityProviderUnavailableException.unavailable("no keys", Duration.ZERO, null);
        };

    assertThatExceptionOfType(IdentityProviderUnavailableException.class)
        .isThrownBy(
            () ->
                new AuthorizationUseCase(verifier, NOTHING_REVOKED, Set.of(TokenUse.ID))
                    .authorize(TOKEN, EDITORS));
  }

  private static AuthorizationUseCase answering(VerificationOutcome outcome) {
    return new AuthorizationUseCase((_, _) -> outcome, NOTHING_REVOKED, Set.of(TokenUse.ID));
  }
}
