package dev.gatehouse.testkit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.port.TokenVerifier;
import dev.gatehouse.domain.token.TokenRefusal;
import dev.gatehouse.domain.token.VerificationOutcome.Refused;
import dev.gatehouse.testkit.ModelTokenVerifier.Parts;
import dev.gatehouse.testkit.ModelTokenVerifier.Trust;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What can be wrong with a verifier, and the tests of the contract that show it. */
@SuppressWarnings("ImmutableEnumChecker") // The fields' types can't say that nothing changes.
enum VerifierFault implements Fault {
  NONE(ModelTokenVerifier::new),

  FAILS_ON_TEXT_THAT_IS_NO_TOKEN(
      trust ->
          (token, accepted) -> {
            var outcome = new ModelTokenVerifier(trust).verify(token, accepted);
            if (outcome.equals(new Refused(TokenRefusal.Form.NOT_THREE_PARTS))) {
              throw new IllegalArgumentException("no token");
            }
            return outcome;
          },
      "text_that_is_no_token_is_malformed"),

  ACCEPTS_UNSIGNED_TOKENS(
      trust ->
          new ModelTokenVerifier(trust) {
            @Override
            boolean overlooks(TokenRefusal refusal) {
              return refusal == TokenRefusal.Header.WRONG_ALGORITHM;
            }

            @Override
            boolean signatureHolds(Parts token, @Nullable JWK key) {
              return switch (String.valueOf(token.header().get("alg"))) {
                case "none" -> true;
                case "RS256" -> super.signatureHolds(token, key);
                default -> false;
              };
            }
          },
      "unsigned_token_is_refused"),

  LETS_THE_TOKEN_CHOOSE_THE_ALGORITHM(
      trust ->
          new ModelTokenVerifier(trust) {
            @Override
            boolean overlooks(TokenRefusal refusal) {
              return refusal == TokenRefusal.Header.WRONG_ALGORITHM;
            }

            @Override
            boolean signatureHolds(Parts token, @Nullable JWK key) {
              return switch (String.valueOf(token.header().get("alg"))) {
                case "RS256" -> super.signatureHolds(token, key);
                case "HS256" -> key != null && macHolds(token, key);
                default -> false;
              };
            }
          },
      "token_of_another_algorithm_is_refused"),

  IGNORES_THE_ALGORITHM(
      overlooking(TokenRefusal.Header.WRONG_ALGORITHM),
      "token_of_another_algorithm_is_refused",
      "unsigned_token_is_refused"),

  IGNORES_THE_SIGNATURE(
      overlooking(TokenRefusal.Key.BAD_SIGNATURE),
      "token_signed_by_a_stranger_is_refused",
      "changed_token_is_refused"),

  ACCEPTS_TOKENS_OF_UNKNOWN_KEYS(
      trust ->
          new ModelTokenVerifier(trust) {
            @Override
            boolean overlooks(TokenRefusal refusal) {
              return refusal == TokenRefusal.Key.UNKNOWN_KEY;
            }

            @Override
            boolean signatureHolds(Parts token, @Nullable JWK key) {
              return key == null || super.signatureHolds(token, key);
            }
          },
      "token_of_an_unknown_key_is_refused"),

  CALLS_AN_UNKNOWN_KEY_A_BAD_SIGNATURE(
      overlooking(TokenRefusal.Key.UNKNOWN_KEY), "token_of_an_unknown_key_is_refused"),

  TRUSTS_THE_KEY_IN_THE_TOKEN(
      trust ->
          new ModelTokenVerifier(trust) {
            @Override
            @Nullable JWK key(JWKSet keySet, Parts token) throws ParseException {
              Map<String, Object> own = JSONObjectUtils.getJSONObject(token.header(), "jwk");
              return own == null ? super.key(keySet, token) : JWK.parse(own);
            }
          },
      "token_signed_by_a_stranger_is_refused"),

  IGNORES_THE_ISSUER(
      overlooking(TokenRefusal.Claim.WRONG_ISSUER),
      "other_issuer_is_refused",
      "token_that_lacks_a_claim_or_holds_it_wrongly_is_refused"),

  COMPARES_THE_START_OF_THE_ISSUER(
      trust ->
          new ModelTokenVerifier(trust) {
            @Override
            void prepare(Map<String, Object> claims) {
              if (claims.get("iss") instanceof String issuer && issuer.startsWith(trust.issuer())) {
                claims.put("iss", trust.issuer());
              }
            }
          },
      "other_issuer_is_refused"),

  MAKES_DO_WITHOUT_AN_ISSUER(
      trust ->
          new ModelTokenVerifier(trust) {
            @Override
            void prepare(Map<String, Object> claims) {
              claims.putIfAbsent("iss", trust.issuer());
            }
          },
      "token_that_lacks_a_claim_or_holds_it_wrongly_is_refused"),

  IGNORES_THE_CLIENT(
      overlooking(TokenRefusal.Claim.WRONG_CLIENT),
      "other_client_is_refused",
      "token_that_lacks_a_claim_or_holds_it_wrongly_is_refused"),

  MAKES_DO_WITHOUT_A_CLIENT(
      trust ->
          new ModelTokenVerifier(trust) {
            @Override
            void prepare(Map<String, Object> claims) {
              claims.putIfAbsent("aud", trust.clientId());
              claims.putIfAbsent("client_id", trust.clientId());
            }
          },
      "token_that_lacks_a_claim_or_holds_it_wrongly_is_refused"),

  IGNORES_THE_USE(
      overlooking(TokenRefusal.Claim.WRONG_USE), "use_that_was_not_asked_for_is_refused"),

  TAKES_A_TOKEN_WITHOUT_USE_FOR_AN_ID_TOKEN(
      preparing(claims -> claims.putIfAbsent("token_use", "id")),
      "token_that_lacks_a_claim_or_holds_it_wrongly_is_refused"),

  IGNORES_THE_EXPIRY(overlooking(TokenRefusal.Claim.EXPIRED), "expired_token_is_refused"),

  TAKES_A_TOKEN_WITHOUT_EXPIRY_FOR_AN_ETERNAL_ONE(
      preparing(claims -> claims.putIfAbsent("exp", Long.MAX_VALUE)),
      "token_that_lacks_a_claim_or_holds_it_wrongly_is_refused"),

  IGNORES_THE_TIME_OF_ISSUE(
      overlooking(TokenRefusal.Claim.ISSUED_IN_FUTURE), "token_from_the_future_is_refused"),

  IGNORES_THE_TIME_OF_VALIDITY(
      overlooking(TokenRefusal.Claim.NOT_YET_VALID), "token_from_the_future_is_refused"),

  MAKES_UP_A_MISSING_NAME(
      preparing(
          claims -> {
            claims.putIfAbsent("cognito:username", "somebody");
            claims.putIfAbsent("username", "somebody");
          }),
      "token_that_lacks_a_claim_or_holds_it_wrongly_is_refused"),

  LOSES_THE_SESSION(
      preparing(claims -> claims.remove("origin_jti")),
      "valid_id_token_yields_the_identity",
      "valid_access_token_yields_the_identity_without_email"),

  MAKES_UP_A_MISSING_SESSION(
      preparing(claims -> claims.putIfAbsent("origin_jti", "origin-1")),
      "token_without_origin_is_verified"),

  LOSES_THE_GROUPS(
      preparing(claims -> claims.remove("cognito:groups")), "valid_id_token_yields_the_identity"),

  TAKES_ADDRESSES_FOR_UNVERIFIED(
      preparing(claims -> claims.remove("email_verified")), "valid_id_token_yields_the_identity"),

  FOLDS_NAMES(
      preparing(claims -> claims.replace("cognito:username", "Alice", "alice")),
      "valid_id_token_yields_the_identity"),

  MISREADS_THE_NAME_IN_ACCESS_TOKENS(
      preparing(claims -> claims.replace("username", "Alice", "Bob")),
      "valid_access_token_yields_the_identity_without_email"),

  DECIDES_WITHOUT_ANY_KEY(
      trust ->
          (token, accepted) -> {
            try {
              return new ModelTokenVerifier(trust).verify(token, accepted);
            } catch (IdentityProviderUnavailableException _) {
              return new Refused(TokenRefusal.Key.UNKNOWN_KEY);
            }
          },
      "without_any_key_nothing_is_decided");

  private final Function<Trust, TokenVerifier> verifier;
  private final Set<String> brokenTests;

  VerifierFault(Function<Trust, TokenVerifier> verifier, String... brokenTests) {
    this.verifier = verifier;
    this.brokenTests = Set.of(brokenTests);
  }

  /** A new verifier with this fault. */
  TokenVerifier verifier(Trust trust) {
    return verifier.apply(trust);
  }

  @Override
  public Set<String> brokenTests() {
    return brokenTests;
  }

  private static boolean macHolds(Parts token, JWK key) {
    try {
      return new MACVerifier(key.toRSAKey().toPublicKey().getEncoded())
          .verify(
              new JWSHeader(JWSAlgorithm.HS256),
              token.signed().getBytes(StandardCharsets.US_ASCII),
              token.signature());
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Function<Trust, TokenVerifier> overlooking(TokenRefusal reason) {
    return trust ->
        new ModelTokenVerifier(trust) {
          @Override
          boolean overlooks(TokenRefusal refusal) {
            return refusal == reason;
          }
        };
  }

  private static Function<Trust, TokenVerifier> preparing(Consumer<Map<String, Object>> change) {
    return trust ->
        new ModelTokenVerifier(trust) {
          @Override
          void prepare(Map<String, Object> claims) {
            change.accept(claims);
          }
        };
  }
}
