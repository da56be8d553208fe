package dev.gatehouse.application;

import static dev.gatehouse.application.RecordingPorts.CLAIMS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.domain.Group;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.port.TokenVerifier;
import dev.gatehouse.domain.token.AccountAccess;
import dev.gatehouse.domain.token.AccountAuthorizationOutcome;
import dev.gatehouse.domain.token.AuthorizationOutcome.Authorized;
import dev.gatehouse.domain.token.AuthorizationOutcome.Forbidden;
import dev.gatehouse.domain.token.AuthorizationOutcome.InvalidToken;
import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.TokenRefusal;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.token.VerificationOutcome.Refused;
import dev.gatehouse.domain.token.VerificationOutcome.Verified;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AuthorizationUseCaseTest {
  private static final BearerToken TOKEN = new BearerToken("token");
  private static final Group EDITORS = new Group("editors");

  private final RecordingPorts ports = new RecordingPorts();
  private final AuthorizationUseCase authorization = over(ports, Set.of(TokenUse.ID));

  private AuthorizationUseCase over(TokenVerifier verifier, Set<TokenUse> uses) {
    return new AuthorizationUseCase(verifier, ports, uses);
  }

  @Test
  void account_accepts_only_unrevoked_access_tokens() {
    ports.verified = new Verified(CLAIMS);

    assertThat(authorization.authorizeAccount(TOKEN))
        .isEqualTo(
            new AccountAuthorizationOutcome.Authorized(
                new AccountAccess(TOKEN.asAccessToken(), CLAIMS)));
    assertThat(ports.accepted).containsExactly(Set.of(TokenUse.ACCESS));
    ports.revoked.add(CLAIMS);
    assertThat(authorization.authorizeAccount(TOKEN))
        .isEqualTo(new AccountAuthorizationOutcome.InvalidToken(TokenRefusal.Claim.REVOKED));
    ports.verified = new Refused(TokenRefusal.Claim.WRONG_USE);
    assertThat(authorization.authorizeAccount(TOKEN))
        .isEqualTo(new AccountAuthorizationOutcome.InvalidToken(TokenRefusal.Claim.WRONG_USE));
  }

  @Test
  void verified_token_is_authorized() {
    ports.verified = new Verified(CLAIMS);

    assertThat(authorization.authorize(TOKEN)).isEqualTo(new Authorized(CLAIMS.identity()));
  }

  @Test
  void refused_token_returns_the_refusal_reason() {
    TokenRefusal reason = TokenRefusal.Claim.EXPIRED;
    ports.verified = new Refused(reason);

    assertThat(authorization.authorize(TOKEN)).isEqualTo(new InvalidToken(reason));
    assertThat(authorization.authorize(TOKEN, EDITORS)).isEqualTo(new InvalidToken(reason));
  }

  @Test
  void only_group_members_are_authorized() {
    ports.verified = new Verified(CLAIMS);

    assertThat(authorization.authorize(TOKEN, EDITORS))
        .isEqualTo(new Authorized(CLAIMS.identity()));
    assertThat(authorization.authorize(TOKEN, new Group("Editors"))).isEqualTo(new Forbidden());
  }

  @Test
  void revoked_token_is_refused() {
    ports.verified = new Verified(CLAIMS);
    ports.revoked.add(CLAIMS);
    InvalidToken revoked = new InvalidToken(TokenRefusal.Claim.REVOKED);

    assertThat(authorization.authorize(TOKEN)).isEqualTo(revoked);
    assertThat(authorization.authorize(TOKEN, EDITORS)).isEqualTo(revoked);
  }

  @Test
  void verifier_receives_the_accepted_token_uses() {
    authorization.authorize(TOKEN);
    over(ports, Set.of(TokenUse.ACCESS)).authorize(TOKEN);

    assertThat(ports.accepted).containsExactly(Set.of(TokenUse.ID), Set.of(TokenUse.ACCESS));
    assertThatIllegalArgumentException().isThrownBy(() -> over(ports, Set.of()));
  }

  @Test
  void authorization_without_keys_is_unavailable() {
    TokenVerifier verifier =
        (_, _) -> {
          throw IdentityProviderUnavailableException.unavailable("no keys", Duration.ZERO, null);
        };

    assertThatExceptionOfType(IdentityProviderUnavailableException.class)
        .isThrownBy(() -> over(verifier, Set.of(TokenUse.ID)).authorize(TOKEN, EDITORS));
  }
}
