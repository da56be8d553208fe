package dev.gatehouse.testkit;

import static java.util.Objects.requireNonNull;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.domain.CustomClaims;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Group;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.port.TokenVerifier;
import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.TokenRefusal;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.token.VerificationOutcome;
import dev.gatehouse.domain.token.VerificationOutcome.Refused;
import dev.gatehouse.domain.token.VerificationOutcome.Verified;
import dev.gatehouse.domain.token.VerifiedClaims;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A verifier that fetches the key set for each token, correct but for one fault. */
record ModelTokenVerifier(
    VerifierFault fault,
    Supplier<String> keySet,
    String issuer,
    String clientId,
    InstantSource clock)
    implements TokenVerifier {
  /** A token taken apart; nothing in it is believed yet. */
  private record Parts(
      Map<String, Object> header, Map<String, Object> claims, String signed, Base64URL signature) {
    static Parts of(BearerToken token) throws ParseException {
      Base64URL[] parts = JOSEObject.split(token.reveal());
      if (parts.length != 3) {
        throw new ParseException("no signed token", 0);
      }
      return new Parts(
          JSONObjectUtils.parse(parts[0].decodeToString()),
          JSONObjectUtils.parse(parts[1].decodeToString()),
          parts[0] + "." + parts[1],
          parts[2]);
    }

    boolean names(String algorithm) {
      return algorithm.equals(header.get("alg"));
    }
  }

  private record Check(TokenRefusal refusal, BooleanSupplier passes) {}

  @Override
  public VerificationOutcome verify(BearerToken token, Set<TokenUse> accepted) {
    JWK key;
    Parts parts;
    try {
      parts = Parts.of(token);
      key = key(parts);
    } catch (ParseException e) {
      if (fault == VerifierFault.FAILS_ON_TEXT_THAT_IS_NO_TOKEN) {
        throw new IllegalArgumentException("no token", e);
      }
      return new Refused(TokenRefusal.Form.NOT_THREE_PARTS);
    } catch (UncheckedIOException e) {
      if (fault == VerifierFault.DECIDES_WITHOUT_ANY_KEY) {
        return new Refused(TokenRefusal.Key.UNKNOWN_KEY);
      }
      throw IdentityProviderUnavailableException.unavailable("no key", Duration.ofSeconds(1), e);
    }
    Map<String, Object> claims = parts.claims();
    change(claims);
    TokenRefusal overlooked = overlooked();
    return Stream.of(
            new Check(TokenRefusal.Header.WRONG_ALGORITHM, () -> parts.names("RS256")),
            new Check(TokenRefusal.Key.UNKNOWN_KEY, () -> key != null),
            new Check(TokenRefusal.Key.BAD_SIGNATURE, () -> signatureHolds(parts, key)),
            new Check(TokenRefusal.Claim.WRONG_ISSUER, () -> issuer.equals(claims.get("iss"))),
            new Check(TokenRefusal.Claim.BAD_SUBJECT, () -> complete(claims) && tolerates(claims)),
            new Check(
                TokenRefusal.Header.WRONG_TYPE,
                () -> !(isId(claims) && "at+jwt".equals(parts.header().get("typ")))),
            new Check(TokenRefusal.Claim.WRONG_USE, () -> accepted.contains(use(claims))),
            new Check(
                TokenRefusal.Claim.WRONG_CLIENT,
                () -> clientId.equals(claims.get(isId(claims) ? "aud" : "client_id"))),
            new Check(TokenRefusal.Claim.EXPIRED, () -> !past(claims.get("exp"))),
            new Check(TokenRefusal.Claim.ISSUED_IN_FUTURE, () -> past(claims.get("iat"))),
            new Check(TokenRefusal.Claim.NOT_YET_VALID, () -> past(claims.getOrDefault("nbf", 0L))))
        .filter(check -> check.refusal() != overlooked && !check.passes().getAsBoolean())
        .findFirst()
        .<VerificationOutcome>map(check -> new Refused(check.refusal()))
        .orElseGet(() -> new Verified(token(claims)));
  }

  /** What would be refused so is not. */
  private @Nullable TokenRefusal overlooked() {
    return switch (fault) {
      case ACCEPTS_UNSIGNED_TOKENS, LETS_THE_TOKEN_CHOOSE_THE_ALGORITHM, IGNORES_THE_ALGORITHM ->
          TokenRefusal.Header.WRONG_ALGORITHM;
      case ACCEPTS_TOKENS_OF_UNKNOWN_KEYS, CALLS_AN_UNKNOWN_KEY_A_BAD_SIGNATURE ->
          TokenRefusal.Key.UNKNOWN_KEY;
      case IGNORES_THE_SIGNATURE -> TokenRefusal.Key.BAD_SIGNATURE;
      case IGNORES_THE_TYPE -> TokenRefusal.Header.WRONG_TYPE;
      case IGNORES_THE_ISSUER -> TokenRefusal.Claim.WRONG_ISSUER;
      case IGNORES_THE_CLIENT -> TokenRefusal.Claim.WRONG_CLIENT;
      case IGNORES_THE_USE -> TokenRefusal.Claim.WRONG_USE;
      case IGNORES_THE_EXPIRY -> TokenRefusal.Claim.EXPIRED;
      case IGNORES_THE_TIME_OF_ISSUE -> TokenRefusal.Claim.ISSUED_IN_FUTURE;
      case IGNORES_THE_TIME_OF_VALIDITY -> TokenRefusal.Claim.NOT_YET_VALID;
      default -> null;
    };
  }

  /** Reads the claims as nobody should. */
  private void change(Map<String, Object> claims) {
    switch (fault) {
      case COMPARES_THE_START_OF_THE_ISSUER ->
          claims.computeIfPresent(
              "iss", (_, iss) -> iss.toString().startsWith(issuer) ? issuer : iss);
      case MAKES_DO_WITHOUT_AN_ISSUER -> claims.putIfAbsent("iss", issuer);
      case MAKES_DO_WITHOUT_A_CLIENT -> {
        claims.putIfAbsent("aud", clientId);
        claims.putIfAbsent("client_id", clientId);
      }
      case TAKES_A_TOKEN_WITHOUT_USE_FOR_AN_ID_TOKEN -> claims.putIfAbsent("token_use", "id");
      case TAKES_A_TOKEN_WITHOUT_EXPIRY_FOR_AN_ETERNAL_ONE ->
          claims.putIfAbsent("exp", Long.MAX_VALUE);
      case MAKES_UP_A_MISSING_NAME -> {
        claims.putIfAbsent("cognito:username", "somebody");
        claims.putIfAbsent("username", "somebody");
      }
      case LOSES_THE_SESSION -> claims.remove("origin_jti");
      case MAKES_UP_A_MISSING_SESSION -> claims.putIfAbsent("origin_jti", "origin-1");
      case LOSES_THE_GROUPS -> claims.remove("cognito:groups");
      case TAKES_ADDRESSES_FOR_UNVERIFIED -> claims.remove("email_verified");
      case TAKES_THE_TEXT_TRUE_FOR_VERIFIED -> claims.replace("email_verified", "true", true);
      case FOLDS_NAMES -> claims.replace("cognito:username", "Alice", "alice");
      case MISREADS_THE_NAME_IN_ACCESS_TOKENS -> claims.replace("username", "Alice", "Bob");
      default -> {}
    }
  }

  /** The key that the token must be signed with, or null. */
  private @Nullable JWK key(Parts token) throws ParseException {
    JWKSet keys = JWKSet.parse(keySet.get());
    return fault == VerifierFault.TRUSTS_THE_KEY_IN_THE_TOKEN && token.header().containsKey("jwk")
        ? JWK.parse(requireNonNull(JSONObjectUtils.getJSONObject(token.header(), "jwk")))
        : keys.getKeyByKeyId(JSONObjectUtils.getString(token.header(), "kid"));
  }

  private boolean signatureHolds(Parts token, @Nullable JWK key) {
    return switch (fault) {
      case ACCEPTS_TOKENS_OF_UNKNOWN_KEYS ->
          key == null || verifies(JWSAlgorithm.RS256, token, key);
      case ACCEPTS_UNSIGNED_TOKENS ->
          token.names("none") || (token.names("RS256") && verifies(JWSAlgorithm.RS256, token, key));
      case LETS_THE_TOKEN_CHOOSE_THE_ALGORITHM ->
          (token.names("RS256") && verifies(JWSAlgorithm.RS256, token, key))
              || (token.names("HS256") && verifies(JWSAlgorithm.HS256, token, key));
      default -> verifies(JWSAlgorithm.RS256, token, key);
    };
  }

  private static boolean verifies(JWSAlgorithm algorithm, Parts token, @Nullable JWK key) {
    try {
      return key != null
          && (algorithm.equals(JWSAlgorithm.RS256)
                  ? new RSASSAVerifier(key.toRSAKey())
                  : new MACVerifier(key.toRSAKey().toPublicKey().getEncoded()))
              .verify(
                  new JWSHeader(algorithm),
                  token.signed().getBytes(StandardCharsets.US_ASCII),
                  token.signature());
    } catch (JOSEException e) {
      throw new IllegalStateException("the mint's keys are RSA keys", e);
    }
  }

  private boolean past(@Nullable Object seconds) {
    return seconds instanceof Long time && time <= clock.instant().getEpochSecond();
  }

  private static boolean isId(Map<String, Object> claims) {
    return "id".equals(claims.get("token_use"));
  }

  private static TokenUse use(Map<String, Object> claims) {
    return isId(claims) ? TokenUse.ID : TokenUse.ACCESS;
  }

  private static boolean complete(Map<String, Object> claims) {
    return claims.get("sub") instanceof String
        && claims.get("exp") instanceof Long
        && claims.get("iat") instanceof Long
        && (isId(claims)
            ? claims.get("cognito:username") instanceof String
            : "access".equals(claims.get("token_use")) && claims.get("username") instanceof String);
  }

  /** Whether optional claims have a form that the fault tolerates. */
  private boolean tolerates(Map<String, Object> claims) {
    return switch (fault) {
      case REFUSES_UNREADABLE_GROUPS ->
          claims.getOrDefault("cognito:groups", List.of()) instanceof List<?> groups
              && groups.stream().allMatch(ModelTokenVerifier::isGroup);
      case REFUSES_UNREADABLE_ADDRESSES -> isAddress(claims.getOrDefault("email", "a@b"));
      case REFUSES_DEEP_CLAIMS ->
          !(claims.get("custom:tenant") instanceof List<?> outer
              && outer.getFirst() instanceof List<?>);
      default -> true;
    };
  }

  private CustomClaims customClaims(Map<String, Object> claims) {
    Map<String, Object> custom = new HashMap<>(claims);
    custom.keySet().retainAll(Set.of("custom:tenant", "plan", "seats", "roles"));
    custom.values().removeIf(Objects::isNull);
    return fault == VerifierFault.LOSES_CUSTOM_CLAIMS ? CustomClaims.NONE : CustomClaims.of(custom);
  }

  private static boolean isGroup(@Nullable Object name) {
    return name instanceof String text && Group.violations(text).isEmpty();
  }

  private static boolean isAddress(@Nullable Object address) {
    return address instanceof String text && EmailAddress.violations(text).isEmpty();
  }

  private VerifiedClaims token(Map<String, Object> claims) {
    return new VerifiedClaims(
        identity(claims),
        use(claims),
        claims.get("origin_jti") instanceof String origin ? new SessionId(origin) : null,
        time(claims, "iat"),
        claims.containsKey("auth_time") ? time(claims, "auth_time") : null,
        time(claims, "exp"));
  }

  private static Instant time(Map<String, Object> claims, String name) {
    return Instant.ofEpochSecond((Long) requireNonNull(claims.get(name)));
  }

  private Identity identity(Map<String, Object> claims) {
    boolean id = isId(claims);
    return new Identity(
        new Subject(text(claims, "sub")),
        new Username(text(claims, id ? "cognito:username" : "username")),
        id && isAddress(claims.get("email"))
            ? new Identity.Email(
                new EmailAddress(text(claims, "email")),
                Boolean.TRUE.equals(claims.get("email_verified")))
            : null,
        claims.get("cognito:groups") instanceof List<?> groups
                && (fault != VerifierFault.LOSES_GROUPS_BESIDE_AN_UNREADABLE_ONE
                    || groups.stream().allMatch(ModelTokenVerifier::isGroup))
            ? groups.stream()
                .filter(ModelTokenVerifier::isGroup)
                .map(group -> new Group((String) group))
                .collect(Collectors.toSet())
            : Set.of(),
        customClaims(claims));
  }

  private static String text(Map<String, Object> claims, String name) {
    return (String) requireNonNull(claims.get(name));
  }
}
