package dev.gatehouse.adapter.embedded.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Map;

/** An RSA key that signs tokens (RS256); its id is its RFC 7638 thumbprint. */
public final class SigningKey {
  private static final int BITS = 2048;
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";
  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});
  private static final Base64.Decoder LINES_DECODER = Base64.getMimeDecoder();

  private final RSAPrivateCrtKey key;
  private final RSAPublicKey publicKey;
  private final JWSHeader header;
  private final JWSSigner signer;
  private final String publicJwk;

  private SigningKey(RSAPrivateCrtKey key) throws GeneralSecurityException, JOSEException {
    this.publicKey =
        (RSAPublicKey)
            KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
    RSAKey jwk =
        new RSAKey.Builder(publicKey)
            .keyUse(KeyUse.SIGNATURE)
            .algorithm(JWSAlgorithm.RS256)
            .keyIDFromThumbprint()
            .build();
    this.key = key;
    this.header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(jwk.getKeyID()).build();
    this.signer = new RSASSASigner(key);
    this.publicJwk = jwk.toJSONString();
  }

  private SigningKey(
      RSAPrivateCrtKey key,
      RSAPublicKey publicKey,
      JWSHeader header,
      JWSSigner signer,
      String publicJwk) {
    this.key = key;
    this.publicKey = publicKey;
    this.header = header;
    this.signer = signer;
    this.publicJwk = publicJwk;
  }

  /** Creates a new key. */
  static SigningKey generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      return new SigningKey((RSAPrivateCrtKey) generator.generateKeyPair().getPrivate());
    } catch (GeneralSecurityException | JOSEException e) {
      throw new IllegalStateException("every JDK has RSA", e);
    }
  }

  /** Returns the key that all providers in memory of this JVM share. It is created on first use. */
  static SigningKey ofThisJvm() {
    return OfThisJvm.KEY;
  }

  private static final class OfThisJvm {
    static final SigningKey KEY = generate();
  }

  /**
   * Parses a key in the form of {@link #pem()}.
   *
   * @throws IllegalArgumentException if the text is not a valid RSA private key of 2048 bits or
   *     more in PKCS #8 PEM form
   */
  static SigningKey fromPem(String pem) {
    String text = pem.strip();
    if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
      throw new IllegalArgumentException("it is not a private key in PKCS #8 PEM form");
    }
    try {
      byte[] der =
          LINES_DECODER.decode(text.substring(BEGIN.length(), text.length() - END.length()));
      PrivateKey read = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
      if (!(read instanceof RSAPrivateCrtKey key)) {
        throw new IllegalArgumentException("it is not an RSA key with its primes");
      }
      requireSound(key);
      return new SigningKey(key);
    } catch (GeneralSecurityException | JOSEException e) {
      throw new IllegalArgumentException("it is not a sound RSA private key", e);
    }
  }

  /**
   * A damaged file can be well-formed although its parts do not belong together. A signature would
   * show this, too, but the first one in a process takes a tenth of a second.
   *
   * @throws InvalidKeyException unless the parts fulfil the equations of RFC 8017, section 3.2
   */
  private static void requireSound(RSAPrivateCrtKey key) throws InvalidKeyException {
    BigInteger p = key.getPrimeP();
    BigInteger q = key.getPrimeQ();
    BigInteger e = key.getPublicExponent();
    boolean sound =
        p.multiply(q).equals(key.getModulus())
            && isInverse(e, key.getPrimeExponentP(), p.subtract(BigInteger.ONE))
            && isInverse(e, key.getPrimeExponentQ(), q.subtract(BigInteger.ONE))
            && isInverse(e, key.getPrivateExponent(), p.subtract(BigInteger.ONE))
            && isInverse(e, key.getPrivateExponent(), q.subtract(BigInteger.ONE))
            && isInverse(q, key.getCrtCoefficient(), p);
    if (!sound) {
      throw new InvalidKeyException("the parts of the key don't belong together");
    }
  }

  private static boolean isInverse(BigInteger a, BigInteger b, BigInteger modulus) {
    return modulus.signum() > 0 && a.multiply(b).mod(modulus).equals(BigInteger.ONE);
  }

  /** Returns the security provider of the JDK for signatures. */
  public static Provider providerOfTheJdk() {
    try {
      return Signature.getInstance("SHA256withRSA").getProvider();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has RSA", e);
    }
  }

  /** Returns the same key, with signatures by this security provider. */
  SigningKey signedBy(Provider provider) {
    try {
      // Otherwise the provider would translate the key for each signature.
      PrivateKey translated =
          (PrivateKey) KeyFactory.getInstance("RSA", provider).translateKey(key);
      RSASSASigner other = new RSASSASigner(translated);
      other.getJCAContext().setProvider(provider);
      return new SigningKey(key, publicKey, header, other, publicJwk);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the provider " + provider + " does not accept the key", e);
    }
  }

  /** Returns the private key in PKCS #8 PEM form (RFC 7468, section 10). */
  String pem() {
    return BEGIN + "\n" + LINES.encodeToString(key.getEncoded()) + "\n" + END + "\n";
  }

  /** Returns the key id: the {@code kid} in tokens and in the key set. */
  String id() {
    return header.getKeyID();
  }

  /** Returns the public part as a JWK (RFC 7517, section 4). */
  String publicJwk() {
    return publicJwk;
  }

  /** Signs claims; returns a JWT in compact form. */
  public String sign(Map<String, Object> claims) {
    try {
      return signed(claims).serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("a key that signed before does not sign now", e);
    }
  }

  private JWSObject signed(Map<String, Object> claims) throws JOSEException {
    JWSObject jwt = new JWSObject(header, new Payload(claims));
    jwt.sign(signer);
    return jwt;
  }
}
