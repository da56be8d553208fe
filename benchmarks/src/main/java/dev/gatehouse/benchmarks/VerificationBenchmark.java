package dev.gatehouse.benchmarks;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.gatehouse.adapter.jwt.JwksTokenVerifier;
import dev.gatehouse.adapter.jwt.TrustedIssuer;
import dev.gatehouse.adapter.jwt.VerifierSettings;
import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.token.VerificationOutcome.Refused;
import dev.gatehouse.domain.token.VerificationOutcome.Verified;
import dev.gatehouse.domain.token.VerifiedClaims;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.SignatureException;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Measures the time to verify a token with our verifier, with Nimbus, and the signature alone. All
 * use the same thousand tokens in turn.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class VerificationBenchmark {
  private static final int TOKENS = 1_000;
  private static final Set<TokenUse> ACCEPTED = Set.of(TokenUse.ID);

  private final List<BearerToken> tokens;
  private final List<Parts> parts;
  private final JwksTokenVerifier forgetful;
  private final JwksTokenVerifier remembering;
  private final DefaultJWTProcessor<SecurityContext> nimbus;
  private final Signature signature;
  private int next;

  /**
   * The parts of a token, parsed in advance. Not a record, because a record with arrays has no
   * useful equality.
   */
  private static final class Parts {
    final byte[] signed;
    final byte[] signature;

    Parts(BearerToken token) {
      String text = token.reveal();
      int dot = text.lastIndexOf('.');
      signed = text.substring(0, dot).getBytes(StandardCharsets.US_ASCII);
      signature = Base64.getUrlDecoder().decode(text.substring(dot + 1));
    }
  }

  /** Creates the tokens and the verifiers. */
  public VerificationBenchmark() {
    CognitoTokens mint = new CognitoTokens();
    tokens = mint.distinct(TOKENS);
    parts = tokens.stream().map(Parts::new).toList();
    forgetful = verifier(mint, 0);
    remembering = verifier(mint, VerifierSettings.DEFAULT.cacheSize());
    try {
      JWKSet keys = JWKSet.parse(mint.keySet());
      nimbus = nimbus(keys);
      signature = signature((RSAKey) keys.getKeys().getFirst());
    } catch (ParseException | GeneralSecurityException | JOSEException e) {
      throw new IllegalStateException(e);
    }
    if (forgetful.verify(mint.tampered(), ACCEPTED) instanceof Verified
        || forgetful.verify(mint.expired(), ACCEPTED) instanceof Verified) {
      throw new IllegalStateException("a bad token was taken");
    }
  }

  private static JwksTokenVerifier verifier(CognitoTokens mint, int cacheSize) {
    JwksTokenVerifier verifier =
        new JwksTokenVerifier(
            List.of(
                new TrustedIssuer(
                    CognitoTokens.ISSUER, Set.of(CognitoTokens.CLIENT), mint::keySet)),
            new VerifierSettings(VerifierSettings.DEFAULT.clockSkew(), cacheSize),
            InstantSource.system(),
            RandomGenerator.getDefault());
    while (!verifier.isReady()) {
      Thread.onSpinWait();
    }
    return verifier;
  }

  /** Configured as in Nimbus' documentation. */
  private static DefaultJWTProcessor<SecurityContext> nimbus(JWKSet keys) {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, new ImmutableJWKSet<>(keys)));
    processor.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(
            CognitoTokens.CLIENT,
            new JWTClaimsSet.Builder()
                .issuer(CognitoTokens.ISSUER)
                .claim("token_use", "id")
                .build(),
            Set.of("sub", "exp", "iat")));
    return processor;
  }

  /** From the same security provider as in our verifier. */
  private static Signature signature(RSAKey key) throws GeneralSecurityException, JOSEException {
    AmazonCorrettoCryptoProvider corretto = AmazonCorrettoCryptoProvider.INSTANCE;
    Signature signature =
        corretto.getLoadingError() == null
            ? Signature.getInstance("SHA256withRSA", corretto)
            : Signature.getInstance("SHA256withRSA", "SunRsaSign");
    signature.initVerify(key.toRSAPublicKey());
    return signature;
  }

  /** Our verifier without a cache, as for a new token. */
  @Benchmark
  public VerifiedClaims firstSight() {
    return claims(forgetful, tokens.get(turn()));
  }

  /** Our verifier with a cached token. */
  @Benchmark
  public VerifiedClaims cached() {
    return claims(remembering, tokens.getFirst());
  }

  /** Nimbus' processor. */
  @Benchmark
  public JWTClaimsSet nimbus() throws BadJOSEException, ParseException, JOSEException {
    return nimbus.process(tokens.get(turn()).reveal(), null);
  }

  /** Only the signature, on prepared bytes. */
  @Benchmark
  public boolean signatureAlone() throws SignatureException {
    Parts token = parts.get(turn());
    signature.update(token.signed);
    if (!signature.verify(token.signature)) {
      throw new IllegalStateException("a good signature was refused");
    }
    return true;
  }

  private int turn() {
    next = next == TOKENS - 1 ? 0 : next + 1;
    return next;
  }

  private static VerifiedClaims claims(JwksTokenVerifier verifier, BearerToken token) {
    return switch (verifier.verify(token, ACCEPTED)) {
      case Verified(var claims) -> claims;
      case Refused(var reason) -> throw new IllegalStateException("refused: " + reason.code());
    };
  }
}
