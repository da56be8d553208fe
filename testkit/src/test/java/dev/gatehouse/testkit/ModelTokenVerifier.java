package dev.gatehouse.testkit;

import static java.util.Objects.requireNonNull;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A correct verifier that fetches the key set for each token; a faulty one overrides a step. */
class ModelTokenVerifier implements TokenVerifier {
  private final Trust trust;

  /** What a verifier is told to trust; see {@link TokenVerifierContract#verifier}. */
  record Trust(Supplier<String> keySet, String issuer, String clientId, InstantSource clock) {}

  /** A token taken apart; nothing in it is believed yet. */
  record Parts(
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
  }

  private record Check(TokenRefusal refusal, BooleanSupplier passes) {}

  ModelTokenVerifier(Trust trust) {
    this.trust = trust;
  }

  @Override
  public final VerificationOutcome verify(BearerToken token, Set<TokenUse> accepted) {
    JWK key;
    Parts parts;
    try {
      parts = Parts.of(token);
      key = key(keySet(), parts);
    } catch (ParseException _) {
      return new Refused(TokenRefusal.Form.NOT_THREE_PARTS);
    }
    Map<String, Object> claims = parts.claims();
    prepare(claims);
    return Stream.of(
            new Check(
                TokenRefusal.Header.WRONG_ALGORITHM,
                () -> "RS256".equals(parts.header().get("alg"))),
            new Check(TokenRefusal.Key.UNKNOWN_KEY, () -> key != null),
            new Check(TokenRefusal.Key.BAD_SIGNATURE, () -> signatureHolds(parts, key)),
            new Check(
                TokenRefusal.Claim.WRONG_ISSUER, () -> trust.issuer().equals(claims.get("iss"))),
            new Check(TokenRefusal.Claim.BAD_SUBJECT, () -> complete(claims)),
            new Check(TokenRefusal.Claim.WRONG_USE, () -> accepted.contains(use(claims))),
            new Check(
                TokenRefusal.Claim.WRONG_CLIENT,
                () -> trust.clientId().equals(claims.get(isId(claims) ? "aud" : "client_id"))),
            new Check(TokenRefusal.Claim.EXPIRED, () -> !past(claims.get("exp"))),
            new Check(TokenRefusal.Claim.ISSUED_IN_FUTURE, () -> past(claims.get("iat"))),
            new Check(TokenRefusal.Claim.NOT_YET_VALID, () -> past(claims.getOrDefault("nbf", 0L))))
        .filter(check -> !overlooks(check.refusal()) && !check.passes().getAsBoolean())
        .findFirst()
        .<VerificationOutcome>map(check -> new Refused(check.refusal()))
        .orElseGet(() -> new Verified(token(claims)));
  }

  /** Whether what would be refused so is not. */
  boolean overlooks(TokenRefusal refusal) {
    return false;
  }

  /** Sees the claims before they are checked, and may change them. */
  void prepare(Map<String, Object> claims) {}

  /** The key that the token must be signed with, or null. */
  @Nullable JWK key(JWKSet keySet, Parts token) throws ParseException {
    return keySet.getKeyByKeyId(JSONObjectUtils.getString(token.header(), "kid"));
  }

  boolean signatureHolds(Parts token, @Nullable JWK key) {
    try {
      return key != null
          && new RSASSAVerifier(key.toRSAKey())
              .verify(
                  new JWSHeader(JWSAlgorithm.RS256),
                  token.signed().getBytes(StandardCharsets.US_ASCII),
                  token.signature());
    } catch (JOSEException e) {
      throw new IllegalStateException("the mint's keys are RSA keys", e);
    }
  }

  private JWKSet keySet() throws ParseException {
    try {
      return JWKSet.parse(trust.keySet().get());
    } catch (UncheckedIOException e) {
      throw IdentityProviderUnavailableException.unavailable("no key", Duration.ofSeconds(1), e);
    }
  }

  private boolean past(@Nullable Object seconds) {
    return seconds instanceof Long time && time <= trust.clock().instant().getEpochSecond();
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

  private static VerifiedClaims token(Map<String, Object> claims) {
    return new VerifiedClaims(
        identity(claims),
        use(claims),
        claims.get("origin_jti") instanceof String origin ? new SessionId(origin) : null,
        time(claims, "iat"),
        time(claims, "exp"));
  }

  private static Instant time(Map<String, Object> claims, String name) {
    return Instant.ofEpochSecond((Long) requireNonNull(claims.get(name)));
  }

  private static Identity identity(Map<String, Object> claims) {
    boolean id = isId(claims);
    return new Identity(
        new Subject(text(claims, "sub")),
        new Username(text(claims, id ? "cognito:username" : "username")),
        id
            ? new Identity.Email(
                new EmailAddress(text(claims, "email")),
                Boolean.TRUE.equals(claims.get("email_verified")))
            : null,
        claims.get("cognito:groups") instanceof List<?> groups
            ? groups.stream().map(group -> new Group((String) group)).collect(Collectors.toSet())
            : Set.of());
  }

  private static String text(Map<String, Object> claims, String name) {
    return (String) requireNonNull(claims.get(name));
  }
}
